import { randomBytes } from 'node:crypto';
import type { ReconcileReport, StrandedBooking } from '../../src/domain/reconciliations';
import { lateMoneyType, reconcileType } from '../../src/workflows/messages';
import { type BookingStage, createBookingStage, payRequest, type Script } from '../support/bookingStage';

const { amount } = payRequest();
const newPaymentId = () => `pay_${randomBytes(6).toString('hex')}`;
const stranded = (changes: Partial<StrandedBooking> = {}): StrandedBooking => ({
  bookingId: `bkg_${randomBytes(6).toString('hex')}`,
  holdNumber: 3,
  state: 'HELD',
  timeIsOver: false,
  payments: [],
  ...changes,
});

describe('the reconciler', () => {
  let stage: BookingStage;
  beforeAll(async () => {
    stage = await createBookingStage();
  }, 120_000);
  afterAll(() => stage.end());

  const run = (script: Script) => stage.playOther<ReconcileReport>(reconcileType, { payments: 'recent' }, script);
  const meeting = (booking: StrandedBooking, script: Script = {}) =>
    run({ listStranded: async () => [booking], ...script });
  const startedFor = async (paymentId: string) =>
    (await stage.environment.client.workflow.getHandle(`late-${paymentId}`).describe()).type;

  it('finds nothing to do and says nothing, when all is well', async () => {
    const { end, calls } = await run({});
    expect(calls).toEqual(['listStranded', 'listStrayPayments']);
    expect(end).toMatchObject({ settledCount: 0, strayCount: 0 });
  });

  it.each([
    ['refuses', stranded({ state: 'NEW' }), { reason: 'refused', refusal: { code: 'service_unavailable' } }],
    ['lets run out', stranded({ timeIsOver: true }), { reason: 'expired' }],
    ['cancels', stranded(), { reason: 'cancelled' }],
    ['cancels', stranded({ state: 'PAYING', timeIsOver: true }), { reason: 'cancelled' }],
    ['finishes the close of', stranded({ state: 'CLOSED', closeReason: 'expired' }), { reason: 'expired' }],
  ])('%s a booking nobody works on, fenced by its own hold, and reports it: %j', async (_, booking, close) => {
    const { end, inputsOf } = await meeting(booking);
    const { bookingId, holdNumber } = booking;
    expect(inputsOf('closeBooking')).toEqual([
      expect.objectContaining({
        bookingId,
        holdNumber,
        ...close,
        ...('refusal' in close && { refusal: expect.objectContaining(close.refusal) as unknown }),
      }),
    ]);
    expect(inputsOf('reportReconciliation')).toEqual([end]);
    expect(end.settled).toEqual([expect.objectContaining({ bookingId, was: booking.state })]);
    expect(end.settled[0]?.because).not.toBe('');
  });

  it('tickets a booking whose seats are reserved and whose money is captured', async () => {
    const payments = [{ paymentId: newPaymentId(), providerId: 'pi_1', amount }];
    const { end, calls } = await meeting(stranded({ state: 'SEATED', payments }), {
      retrievePayment: async () => ({ outcome: 'captured', providerId: 'pi_1' }),
    });
    expect(calls).toEqual([
      'listStranded',
      'retrievePayment',
      'ticketBooking',
      'listStrayPayments',
      'reportReconciliation',
    ]);
    expect(end.settled).toMatchObject([{ did: 'ticket' }]);
  });

  it('asks for the payment that the seats are reserved for, and not for one that came after it', async () => {
    const sold = { paymentId: newPaymentId(), providerId: 'pi_sold', amount };
    const payments = [sold, { paymentId: newPaymentId(), providerId: 'pi_second', amount }];
    const { end, inputsOf } = await meeting(stranded({ state: 'SEATED', soldFor: sold.paymentId, payments }), {
      retrievePayment: async ({ providerId }) =>
        providerId === sold.providerId ? { outcome: 'captured', providerId } : { outcome: 'authorised', providerId },
    });
    expect(end.settled).toMatchObject([{ did: 'ticket' }]);
    expect(inputsOf('ticketBooking')).toMatchObject([{ paymentId: sold.paymentId }]);
  });

  it('undoes a booking whose seats are reserved and whose money is only authorised, and sees to the money', async () => {
    const paymentId = newPaymentId();
    const { end, calls } = await meeting(
      stranded({ state: 'SEATED', payments: [{ paymentId, providerId: 'pi_1', amount }] }),
    );
    expect(end.settled).toMatchObject([{ did: 'cancelled' }]);
    expect(calls).not.toContain('ticketBooking');
    expect(await startedFor(paymentId)).toBe(lateMoneyType);
  });

  it('leaves a booking with reserved seats alone while the provider does not say whether it was paid', async () => {
    const payments = [{ paymentId: newPaymentId(), providerId: 'pi_1', amount }];
    const { end, calls } = await meeting(stranded({ state: 'SEATED', payments }), {
      retrievePayment: async () => {
        throw new Error('connect ECONNREFUSED');
      },
    });
    expect(end.settled).toMatchObject([{ did: 'leave' }]);
    expect(calls).not.toContain('closeBooking');
    expect(calls).not.toContain('ticketBooking');
  });

  it('goes on with the other bookings when one cannot be settled now', async () => {
    const [bad, good] = [stranded(), stranded()];
    const { end } = await run({
      listStranded: async () => [bad, good],
      closeBooking: async ({ bookingId }) => {
        if (bookingId === bad.bookingId) throw new Error('connect ECONNREFUSED');
        return { outcome: 'closed' };
      },
    });
    const did = new Map(end.settled.map((one) => [one.bookingId, one.did]));
    expect([did.get(bad.bookingId), did.get(good.bookingId)]).toEqual(['failed', 'cancelled']);
  });

  it('takes up every payment that no booking stands for, also while the bookings cannot be listed', async () => {
    const paymentId = newPaymentId();
    const stray = { bookingId: 'bkg_gone', paymentId, providerId: 'pi_9', state: 'captured' };
    const { end } = await run({
      listStranded: async () => {
        throw new Error('connect ECONNREFUSED');
      },
      listStrayPayments: async () => [stray],
    });
    expect(end).toMatchObject({ strayCount: 1, strays: [stray] });
    expect(await startedFor(paymentId)).toBe(lateMoneyType);
  });
});
