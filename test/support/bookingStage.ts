import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { randomBytes } from 'node:crypto';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import type { Money } from '../../src/domain/money';
import type { ProviderPayment } from '../../src/domain/payments';
import type { LateMoneyActivities } from '../../src/activities/lateMoney';
import type { PaymentActivities } from '../../src/activities/payments';
import type { ReconcilingActivities } from '../../src/activities/reconciling';
import type { SeatActivities } from '../../src/activities/seats';
import { createSellingActivities } from '../../src/activities/selling';
import {
  bookingStatusAttribute,
  bookingWorkflowType,
  flightIdsAttribute,
  held,
  heldUpdateId,
  type BookingEnd,
  type BookingInput,
  firstShownAs,
  type LateMoneyInput,
  type PayRequest,
  type ReconcileInput,
} from '../../src/workflows/messages';
import { workflowBundle } from '../../src/workers/bundle';
import { startTimeSkipping } from './timeSkipping';

type Activities = SeatActivities & PaymentActivities & LateMoneyActivities & ReconcilingActivities;
export type Script = { [K in keyof Activities]?: (...args: Parameters<Activities[K]>) => ReturnType<Activities[K]> };

// temporal.api.enums.v1.IndexedValueType
const keyword = 2;
const keywordList = 7;

/** As they are delivered. */
export const clocks = {
  holdSeconds: 900,
  extensionSeconds: 300,
  hardCapSeconds: 1500,
  paymentGraceSeconds: 300,
  confirmBudgetSeconds: 300,
  storeGraceSeconds: 30,
};

/** The way things go when nothing goes wrong; a test's script replaces single answers. */
const smooth: Required<Script> = {
  holdSeats: async ({ deadline, holdNumber }) => ({ outcome: 'held', deadline, holdNumber }),
  extendHold: async ({ until }) => ({ outcome: 'extended', deadline: until }),
  changeSeats: async () => ({ outcome: 'changed' }),
  secureSeats: async () => ({ outcome: 'done' }),
  confirmSeats: async () => ({ outcome: 'done' }),
  ticketBooking: async () => ({ outcome: 'ticketed' }),
  recordPayment: async () => ({ outcome: 'done' }),
  closeBooking: async () => ({ outcome: 'closed' }),
  reopenBooking: async ({ holdNumber }) => ({ outcome: 'reopened', holdNumber: holdNumber + 1 }),
  authorisePayment: async () => ({ outcome: 'authorised', providerId: 'pi_1' }),
  findPayment: async () => ({ outcome: 'declined', providerId: 'pi_1', declineCode: 'card_declined' }),
  retrievePayment: async () => ({ outcome: 'authorised', providerId: 'pi_1' }),
  capturePayment: async () => ({ outcome: 'captured' }),
  stopPayment: async () => ({ outcome: 'voided' }),
  refundPayment: async () => ({ outcome: 'refunded' }),
  readLateMoney: async () => ({ payment: somePayment('cancelled') }),
  listStranded: async () => [],
  listStrayPayments: async () => [],
  reportReconciliation: async () => undefined,
};

export function somePayment(
  state: ProviderPayment['state'],
  amount: Money = payRequest().amount,
  refunded = 0,
): ProviderPayment {
  const sentBack = { amount: refunded, currency: amount.currency };
  return { providerId: 'pi_1', paymentId: 'pay_1', bookingId: 'bkg_1', amount, state, refunded: sentBack };
}

/** The time-skipping server with the real workflow code and scripted activities, whose calls are kept in order. */
export async function createBookingStage() {
  const environment = await startTimeSkipping();
  // The dev server is started with these; the time-skipping one must be told.
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: { [bookingStatusAttribute.name]: keyword, [flightIdsAttribute.name]: keywordList },
  });
  const bundle = await workflowBundle();

  async function rehearse(script: Script) {
    const calls: string[] = [];
    const seen: { step: string; input: unknown }[] = [];
    const activities = Object.fromEntries(
      Object.entries({ ...smooth, ...script }).map(([step, run]) => [
        step,
        (...args: unknown[]) => {
          calls.push(step);
          seen.push({ step, input: args.length > 1 ? args : args[0] });
          return (run as (...given: unknown[]) => Promise<unknown>)(...args);
        },
      ]),
    );
    const taskQueue = `stage-${randomBytes(6).toString('hex')}`;
    // The real one, over the scripted steps.
    const selling = createSellingActivities({ steps: activities as never, around: (_, work) => work });
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: bundle,
      activities: { ...activities, ...selling },
    });
    return { calls, seen, taskQueue, worker };
  }

  return {
    environment,
    end: () => environment.teardown(),

    /** Plays another workflow of bookings to its end: `late money`, or one run of the reconciler. */
    async playOther<R>(
      workflowType: 'lateMoney' | 'reconcile',
      input: Partial<LateMoneyInput & ReconcileInput>,
      script: Script,
      act: (playing: Playing) => Promise<void> = async () => undefined,
    ) {
      const { calls, seen, taskQueue, worker } = await rehearse(script);
      const workflowId = `other-${randomBytes(8).toString('hex')}`;
      const end = await worker.runUntil(async () => {
        const handle = await environment.client.workflow.start(workflowType, {
          workflowId,
          taskQueue,
          args: [{ clocks, ...input }],
        });
        await act({ handle, environment });
        return (await handle.result()) as R;
      });
      return { end, calls, inputsOf: (step: string) => seen.filter((s) => s.step === step).map((s) => s.input) };
    },

    /** Plays one booking: `act` talks to it while it runs. Time passes by itself whenever everybody waits. */
    async play(
      script: Script,
      act: (booking: Playing) => Promise<void> = async () => undefined,
      changes: Partial<BookingInput> = {},
    ) {
      const { calls, seen, taskQueue, worker } = await rehearse(script);
      const bookingId = `bkg_${randomBytes(8).toString('hex')}`;
      const now = epochMs(await environment.currentTimeMs());
      const first = { bookingId, holdBy: plusSeconds(now, 10), clocks, shownAs: firstShownAs };
      const input: BookingInput = { ...first, ...changes };
      const end = await worker.runUntil(async () => {
        const startWorkflowOperation = new WithStartWorkflowOperation<(given: BookingInput) => Promise<BookingEnd>>(
          bookingWorkflowType,
          {
            workflowId: bookingId,
            taskQueue,
            args: [input],
            workflowIdConflictPolicy: 'USE_EXISTING',
            typedSearchAttributes: [
              { key: bookingStatusAttribute, value: firstShownAs },
              { key: flightIdsAttribute, value: ['X7-1-2031-05-10-LIS'] },
            ],
          },
        );
        await environment.client.workflow.executeUpdateWithStart(held, {
          startWorkflowOperation,
          updateId: heldUpdateId,
        });
        const handle = environment.client.workflow.getHandle(bookingId);
        await act({ handle, environment });
        return (await startWorkflowOperation.workflowHandle()).result();
      });
      const history = await environment.client.workflow.getHandle(bookingId).fetchHistory();
      return {
        end,
        calls,
        inputOf: (step: string) => seen.find((s) => s.step === step)?.input,
        inputsOf: (step: string) => seen.filter((s) => s.step === step).map((s) => s.input),
        history,
      };
    },
  };
}
export type BookingStage = Awaited<ReturnType<typeof createBookingStage>>;
export interface Playing {
  readonly handle: ReturnType<TestWorkflowEnvironment['client']['workflow']['getHandle']>;
  readonly environment: TestWorkflowEnvironment;
}

export function payRequest(changes: Partial<PayRequest> = {}): PayRequest {
  return {
    paymentId: 'pay_1',
    amount: { amount: 12_178, currency: 'EUR' },
    methodToken: 'pm_card_visa',
    returnUrl: 'https://example.com/back',
    fingerprint: 'f',
    wait: true,
    ...changes,
  };
}
