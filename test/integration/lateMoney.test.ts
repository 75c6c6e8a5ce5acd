import { randomBytes } from 'node:crypto';
import type { PaidBooking } from '../../src/domain/lateMoney';
import { epochMs } from '../../src/domain/instants';
import { type LateMoneyEnd, lateMoneyType, pay, paymentReported } from '../../src/workflows/messages';
import { type BookingStage, createBookingStage, payRequest, type Script, somePayment } from '../support/bookingStage';

const { amount } = payRequest();
type Ended = (now: number) => PaidBooking | undefined;
/** A booking that ran out a minute ago, for a flight of next month. */
const expired =
  (changes: (now: number) => Partial<PaidBooking> = () => ({})) =>
  (now: number): PaidBooking => ({
    state: 'CLOSED',
    closeReason: 'expired',
    holdNumber: 1,
    closedAt: epochMs(now - 60_000),
    departAt: epochMs(now + 30 * 86_400_000),
    total: amount,
    payments: [],
    ...changes(now),
  });
const sale = ['reopenBooking', 'secureSeats', 'confirmSeats', 'capturePayment', 'ticketBooking'];

describe('money that comes after the end of its booking', () => {
  let stage: BookingStage;
  beforeAll(async () => {
    stage = await createBookingStage();
  }, 120_000);
  afterAll(() => stage.end());

  /** The provider and the row as the workflow's own steps change them; `script` replaces single answers. */
  async function play(booking: Ended, first: 'authorised' | 'captured' | 'requires_action', script: Script = {}) {
    const now = await stage.environment.currentTimeMs();
    let [state, refunded, row] = [somePayment(first).state, 0, booking(now)];
    return stage.playOther<LateMoneyEnd>(
      lateMoneyType,
      { bookingId: 'bkg_1', paymentId: `pay_${randomBytes(6).toString('hex')}`, providerId: 'pi_1' },
      {
        readLateMoney: async () => ({ ...(row && { booking: row }), payment: somePayment(state, amount, refunded) }),
        stopPayment: async () => {
          if (state === 'captured') return { outcome: 'captured', providerId: 'pi_1' };
          state = 'cancelled';
          return { outcome: 'voided' };
        },
        refundPayment: async () => {
          refunded = amount.amount;
          return { outcome: 'refunded' };
        },
        ticketBooking: async () => {
          const paid = { paymentId: 'pay_1', providerId: 'pi_1', status: 'captured' } as const;
          [state, row] = ['captured', row && { ...row, state: 'TICKETED', payments: [paid] }];
          return { outcome: 'ticketed' };
        },
        ...script,
      },
    );
  }

  it('is left alone when the provider knows no such payment', async () => {
    const { end, calls } = await play(expired(), 'authorised', { readLateMoney: async () => ({}) });
    expect([end.outcome, calls]).toEqual(['left', ['readLateMoney']]);
  });

  it('sells the seats after all when it is authorised and they are free', async () => {
    const { end, calls, inputsOf } = await play(expired(), 'authorised');
    expect(end.outcome).toBe('confirmed');
    expect(calls).toEqual(['readLateMoney', 'closeBooking', ...sale, 'readLateMoney']);
    expect(inputsOf('reopenBooking')[0]).toMatchObject({ holdNumber: 1 });
    expect(inputsOf('ticketBooking')[0]).toMatchObject({ holdNumber: 2 });
  });

  it('goes back when it was captured already, because a refund of it may be on its way', async () => {
    const { end, calls } = await play(expired(), 'captured');
    expect(end.outcome).toBe('given_back');
    expect(calls).toEqual(['readLateMoney', 'stopPayment', 'refundPayment', 'recordPayment', 'readLateMoney']);
  });

  it.each([
    ['was cancelled', expired(() => ({ closeReason: 'cancelled' }))],
    ['was refused', expired(() => ({ closeReason: 'refused' }))],
    ['costs something else', expired(() => ({ total: { amount: 1, currency: 'EUR' } }))],
    ['ended long ago', expired((now) => ({ closedAt: epochMs(now - 86_400_000) }))],
    ['departs soon', expired((now) => ({ departAt: epochMs(now + 3_600_000) }))],
    ['was refunded before', expired(() => ({ payments: [{ paymentId: 'pay_0', status: 'refunded' }] }))],
    [
      'is paid by another payment',
      expired(() => ({ state: 'TICKETED', payments: [{ paymentId: 'pay_0', status: 'captured' }] })),
    ],
  ])('goes back when the booking %s', async (_, booking) => {
    const { end, calls } = await play(booking, 'authorised');
    expect(end.outcome).toBe('given_back');
    expect(calls).toEqual(['readLateMoney', 'stopPayment', 'recordPayment', 'readLateMoney']);
  });

  it('goes back when nobody knows its booking, and no row is written for it', async () => {
    const { end, calls } = await play(() => undefined, 'captured');
    expect(end.outcome).toBe('given_back');
    expect(calls).toEqual(['readLateMoney', 'stopPayment', 'refundPayment', 'readLateMoney']);
  });

  it('goes back when one of the seats is taken', async () => {
    const { end, calls } = await play(expired(), 'authorised', { reopenBooking: async () => ({ outcome: 'taken' }) });
    expect(end.outcome).toBe('given_back');
    expect(calls.slice(-3)).toEqual(['stopPayment', 'recordPayment', 'readLateMoney']);
    expect(calls).not.toContain('secureSeats');
  });

  it('goes back, and the seats too, when the capture of the reopened booking is declined', async () => {
    const { end, calls, inputsOf } = await play(expired(), 'authorised', {
      capturePayment: async () => ({ outcome: 'declined', declineCode: 'capture_declined' }),
    });
    expect(end.outcome).toBe('given_back');
    expect(inputsOf('closeBooking')[1]).toMatchObject({ holdNumber: 2, reason: 'refused' });
    expect(calls).not.toContain('ticketBooking');
    expect(calls.slice(-3)).toEqual(['stopPayment', 'recordPayment', 'readLateMoney']);
  });

  it('is stopped before it becomes any, when its challenge is still open', async () => {
    const { end, calls } = await play(expired(), 'requires_action');
    expect(end.outcome).toBe('given_back');
    expect(calls).not.toContain('reopenBooking');
  });

  it('is left alone when it is what its booking was paid with', async () => {
    const payments = [{ paymentId: 'pay_1', providerId: 'pi_1', status: 'captured' }] as const;
    const paid = expired(() => ({ state: 'TICKETED', payments }));
    const { end, calls } = await play(paid, 'captured');
    expect([end.outcome, calls]).toEqual(['left', ['readLateMoney']]);
  });

  it('is waited for while the provider is processing it, and asked for at once when a webhook hints at it', async () => {
    let asked = 0;
    const { end, calls } = await stage.playOther<LateMoneyEnd>(
      lateMoneyType,
      { bookingId: 'bkg_1', paymentId: 'pay_slow', providerId: 'pi_1' },
      {
        readLateMoney: async () => ({
          booking: expired(() => ({ closeReason: 'cancelled' }))(Date.now()),
          payment: somePayment((['processing', 'processing', 'authorised'] as const)[asked++] ?? 'cancelled'),
        }),
      },
      async ({ handle }) => handle.signal(paymentReported, { paymentId: 'pay_slow' }),
    );
    expect(end.outcome).toBe('given_back');
    expect(calls.filter((step) => step === 'readLateMoney')).toHaveLength(4);
  });

  it('is handed over by a booking that ends while the provider is processing its payment', async () => {
    const paymentId = `pay_${randomBytes(6).toString('hex')}`;
    const processing = async () => ({ outcome: 'processing', providerId: 'pi_1' }) as const;
    let stops = 0;
    const { end, calls } = await stage.play(
      {
        authorisePayment: processing,
        retrievePayment: processing,
        stopPayment: async () => (stops++ === 0 ? { outcome: 'pending', providerId: 'pi_1' } : { outcome: 'voided' }),
      },
      async ({ handle }) => {
        await handle.executeUpdate(pay, { args: [payRequest({ paymentId, wait: false })] });
      },
    );
    expect(end).toEqual({ status: 'expired' });
    expect(calls).toContain('stopPayment');
    const late = await stage.environment.client.workflow.getHandle(`late-${paymentId}`).describe();
    expect(late.type).toBe(lateMoneyType);
  });
});
