import type { SaleFacts } from '../domain/saleTransitions';
import type { RowFacts } from '../domain/transitions';
import { unpackJson } from '../packedJson';
import type { RowImage } from '../stores/dynamodb/streams';

/** What of a row's image a transition is judged by. What is missing or of another kind is judged too, so nothing is thrown here. */
export function rowFactsOf(image: RowImage): RowFacts & SaleFacts {
  const [state, locator] = [image('State'), image('Locator')];
  const number = (name: string) => {
    const value = image(name);
    return typeof value === 'number' ? value : undefined;
  };
  return {
    state: typeof state === 'string' ? state : undefined,
    version: number('Version'),
    holdNumber: number('HoldNumber'),
    locator: typeof locator === 'string' ? locator : undefined,
    seats: membersOf(image('Seats')).map(seatName).sort().join(' '),
    total: moneyName(memberOf(unpackJson(image('Price')), 'total')),
    payments: membersOf(image('Payments')).map((payment) => ({
      paymentId: textOf(memberOf(payment, 'paymentId')),
      status: textOf(memberOf(payment, 'status')),
      amount: moneyName(memberOf(payment, 'amount')),
    })),
  };
}

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function seatName(seat: unknown): string {
  const legs = membersOf(memberOf(seat, 'legs')).map(textOf);
  return [...['segment', 'passenger', 'designator'].map((name) => textOf(memberOf(seat, name))), ...legs].join('/');
}

function moneyName(money: unknown): string {
  return `${textOf(memberOf(money, 'amount'))} ${textOf(memberOf(money, 'currency'))}`;
}
