import { epochMs, type EpochMs } from '../../src/domain/instants';
import {
  bookingStatusAttribute,
  cancel,
  changeSeats,
  extend,
  pay,
  paymentReported,
  type SeatChangeRequest,
} from '../../src/workflows/messages';
import { somePrice, someSegment } from '../support/bookings';
import {
  type BookingStage,
  clocks,
  createBookingStage,
  payRequest,
  type Playing,
  type Script,
} from '../support/bookingStage';

const payNow = async ({ handle }: Playing): Promise<void> => {
  await handle.executeUpdate(pay, { args: [payRequest()] });
};
const declined = async () => ({ outcome: 'declined', providerId: 'pi_1', declineCode: 'card_declined' }) as const;
const challenged = async () =>
  ({ outcome: 'requires_action', providerId: 'pi_1', actionUrl: 'http://provider/challenge' }) as const;
const seatChange: SeatChangeRequest = {
  seats: [{ segment: 0, passenger: 'pax_1', designator: '5A', legs: [someSegment().flightId] }],
  price: somePrice,
};
const sold = ['holdSeats', 'authorisePayment', 'secureSeats', 'confirmSeats', 'capturePayment', 'ticketBooking'];

describe('the booking workflow', () => {
  let stage: BookingStage;
  beforeAll(async () => {
    stage = await createBookingStage();
  }, 120_000);
  afterAll(() => stage.end());

  it('authorises, secures, confirms, captures and tickets, in this order', async () => {
    const { end, calls } = await stage.play({}, payNow);
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).toEqual(sold);
  });

  it('shows operators what it is, and writes that only when it changes', async () => {
    const seen: unknown[] = [];
    const statusOf = async ({ handle }: Playing) =>
      (await handle.describe()).typedSearchAttributes.get(bookingStatusAttribute);
    const { history } = await stage.play({}, async (playing) => {
      seen.push(await statusOf(playing));
      await playing.handle.executeUpdate(extend, { updateId: 'extend' });
      await payNow(playing);
      await playing.handle.result();
      seen.push(await statusOf(playing));
    });
    expect(seen).toEqual(['held', 'confirmed']);
    const upserts = history.events?.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes);
    expect(upserts).toHaveLength(1);
  });

  it('lets a hold run out after fifteen minutes and frees the seats', async () => {
    const { end, calls, inputOf } = await stage.play({});
    expect(end).toEqual({ status: 'expired' });
    expect(calls).toEqual(['holdSeats', 'closeBooking']);
    const { deadline, lockExpiresAt } = inputOf('holdSeats') as { deadline: number; lockExpiresAt: number };
    expect(lockExpiresAt - deadline).toBe(30_000);
  });

  it('refuses and undoes when a seat is taken', async () => {
    const { end, calls, inputOf } = await stage.play({
      holdSeats: async () => ({ outcome: 'taken', seats: [{ segment: 0, designator: '1A' }] }),
    });
    expect(end).toEqual({ status: 'refused' });
    expect(calls).toEqual(['holdSeats', 'closeBooking']);
    expect(inputOf('closeBooking')).toMatchObject({
      refusal: { code: 'seat_unavailable', seats: [{ designator: '1A' }] },
    });
  });

  it('does not begin a hold for which nobody waits any more', async () => {
    const { end, calls } = await stage.play({}, undefined, { holdBy: 1_600_000_000_000 as never });
    expect(end).toEqual({ status: 'refused' });
    expect(calls).toEqual(['closeBooking']);
  });

  it('goes on with a hold that stands although it was to be refused, as its customer was shown', async () => {
    const deadline = epochMs((await stage.environment.currentTimeMs()) + 600_000);
    const { end, calls, inputOf } = await stage.play(
      { closeBooking: async () => ({ outcome: 'held', deadline, holdNumber: 3 }) },
      payNow,
      { holdBy: 1_600_000_000_000 as never },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).toEqual(['closeBooking', ...sold.slice(1)]);
    expect(inputOf('closeBooking')).toMatchObject({ reason: 'refused', unlearnt: true, unlessHeld: true });
    expect(inputOf('secureSeats')).toMatchObject({ holdNumber: 3 });
  });

  it('goes on with the payment of a hold that it finds when it runs again long after its beginning', async () => {
    const payment = {
      paymentId: 'pay_1',
      providerId: 'pi_1',
      status: 'processing',
      amount: payRequest().amount,
    } as const;
    const { end, calls } = await stage.play(
      { closeBooking: async () => ({ outcome: 'held', deadline: epochMs(Date.now()), holdNumber: 1, payment }) },
      undefined,
      { holdBy: 1_600_000_000_000 as never },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).toEqual(['closeBooking', 'retrievePayment', ...sold.slice(2)]);
  });

  it.each([
    ['takes the next one when the provider never had it', declined, ['recordPayment', ...sold.slice(1)], true],
    ['sells when the provider has authorised it', undefined, sold.slice(2), false],
  ])(
    'asks once after a payment that only the row knows, without its id, and %s',
    async (_, answer, rest, paysAgain) => {
      const payment = { paymentId: 'pay_0', status: 'processing', amount: payRequest().amount } as const;
      const { end, calls } = await stage.play(
        {
          holdSeats: async ({ deadline }) => ({ outcome: 'held', deadline, holdNumber: 1, payment }),
          findPayment: answer ?? (async () => ({ outcome: 'authorised', providerId: 'pi_1' })),
        },
        async (playing) => {
          if (!paysAgain) return;
          while ((await playing.handle.executeUpdate(pay, { args: [payRequest()] })).outcome === 'in_progress');
        },
      );
      expect(end).toEqual({ status: 'confirmed' });
      const stopped = paysAgain ? ['stopPayment', 'recordPayment'] : [];
      expect(calls).toEqual(['holdSeats', 'findPayment', ...rest, ...stopped]);
    },
  );

  it('gives the seats back when the customer cancels', async () => {
    const { end, calls, inputOf } = await stage.play({}, async ({ handle }) => {
      await handle.executeUpdate(cancel, { updateId: 'cancel-pay_of-the-key' });
    });
    expect(end).toEqual({ status: 'cancelled' });
    expect(calls).toEqual(['holdSeats', 'closeBooking']);
    expect(inputOf('closeBooking')).toMatchObject({ reason: 'cancelled', by: 'cancel-pay_of-the-key' });
  });

  it('answers a cancel only when the booking is closed', async () => {
    let closed = false;
    await stage.play(
      {
        closeBooking: async () => {
          closed = true;
          return { outcome: 'closed' };
        },
      },
      async ({ handle }) => {
        await handle.executeUpdate(cancel);
        expect(closed).toBe(true);
      },
    );
  });

  it('keeps the hold when the provider does not take the amount, and has nothing to stop in the end', async () => {
    const { end, calls } = await stage.play(
      {
        authorisePayment: async () => ({ outcome: 'declined', declineCode: 'amount_too_large' }),
        stopPayment: async () => ({ outcome: 'nothing' }),
      },
      payNow,
    );
    expect(end).toEqual({ status: 'expired' });
    expect(calls).toEqual(['holdSeats', 'authorisePayment', 'recordPayment', 'closeBooking', 'stopPayment']);
  });

  it('keeps the hold after a declined card and takes the next one', async () => {
    let cards = 0;
    const { end, calls } = await stage.play(
      { authorisePayment: async () => (cards++ === 0 ? declined() : { outcome: 'authorised', providerId: 'pi_2' }) },
      async ({ handle }) => {
        await handle.executeUpdate(pay, { args: [payRequest()] });
        await handle.executeUpdate(pay, { args: [payRequest({ paymentId: 'pay_2' })] });
      },
    );
    expect(end).toEqual({ status: 'confirmed' });
    // The declined payment is cancelled once the other one has paid, so that nobody can confirm it any more.
    expect(calls).toEqual([
      ...['holdSeats', 'authorisePayment', 'recordPayment', ...sold.slice(1)],
      ...['stopPayment', 'recordPayment'],
    ]);
  });

  it('frees the seats, then stops the money, when the capture is declined; nothing is ticketed', async () => {
    const { end, calls } = await stage.play(
      { capturePayment: async () => ({ outcome: 'declined', declineCode: 'capture_declined' }) },
      payNow,
    );
    expect(end).toEqual({ status: 'refused' });
    expect(calls).toEqual([...sold.slice(0, 5), 'recordPayment', 'closeBooking', 'stopPayment', 'recordPayment']);
  });

  const activitiesOf = ({ history }: Awaited<ReturnType<BookingStage['play']>>) =>
    history.events?.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);

  describe('that is told to sell straight', () => {
    const straight = { straightSale: true };

    it('sells in one step, so that only the authorisation is an activity of its own', async () => {
      const booked = await stage.play({}, payNow, straight);
      expect(booked.end).toEqual({ status: 'confirmed' });
      expect(booked.calls).toEqual(sold);
      expect(activitiesOf(booked)).toEqual(['authorisePayment']);
      const markers = booked.history.events?.filter((event) => event.markerRecordedEventAttributes);
      // The hold and the sale.
      expect(markers).toHaveLength(2);
    });

    it.each(['secureSeats', 'confirmSeats', 'capturePayment', 'ticketBooking'] as const)(
      'goes step by step after a fault of %s, which is not tried again within the one step',
      async (step) => {
        let asked = 0;
        const outcome = { capturePayment: 'captured', ticketBooking: 'ticketed' }[step as string] ?? 'done';
        const failing = async () => {
          if (asked++ === 0) throw new Error('connection reset');
          return { outcome };
        };
        const booked = await stage.play({ [step]: failing }, payNow, straight);
        expect(booked.end).toEqual({ status: 'confirmed' });
        expect(booked.calls).toEqual([...sold.slice(0, sold.indexOf(step) + 1), ...sold.slice(2)]);
        // Within the one step the money is captured without an activity of its own.
        expect(activitiesOf(booked)).toEqual(['authorisePayment', 'capturePayment']);
      },
    );

    it('goes step by step when the provider hangs, and does not keep its task for that', async () => {
      let asked = 0;
      const capturePayment = async () => {
        if (asked++ === 0) await new Promise((resolve) => setTimeout(resolve, 6000));
        return { outcome: 'captured' } as const;
      };
      const booked = await stage.play({ capturePayment }, payNow, straight);
      expect(booked.end).toEqual({ status: 'confirmed' });
      expect(activitiesOf(booked)).toEqual(['authorisePayment', 'capturePayment']);
    });

    it('decides step by step on a capture that is declined: frees the seats, stops the money, tickets nothing', async () => {
      const declining = { capturePayment: async () => ({ outcome: 'declined', declineCode: 'no_funds' }) as const };
      const { end, calls } = await stage.play(declining, payNow, straight);
      expect(end).toEqual({ status: 'refused' });
      const steps = sold.slice(2, 5);
      expect(calls.slice(2)).toEqual([
        ...[...steps, ...steps],
        ...['recordPayment', 'closeBooking', 'stopPayment', 'recordPayment'],
      ]);
    });

    it('takes no money for seats that were lost, or that cost something else by now', async () => {
      for (const outcome of ['lost', 'repriced'] as const) {
        const { end, calls } = await stage.play({ secureSeats: async () => ({ outcome }) }, payNow, straight);
        expect(end).toEqual({ status: 'expired' });
        expect(calls).not.toContain('confirmSeats');
        expect(calls).not.toContain('capturePayment');
      }
    });

    it('takes no money when the seats are lost before they are confirmed', async () => {
      const lost = { confirmSeats: async () => ({ outcome: 'lost' }) as const };
      const { end, calls } = await stage.play(lost, payNow, straight);
      expect(end).toEqual({ status: 'expired' });
      expect(calls).not.toContain('capturePayment');
    });
  });

  it('stops the money when the seats were lost before they could be secured', async () => {
    const { end, calls } = await stage.play({ secureSeats: async () => ({ outcome: 'lost' }) }, payNow);
    expect(end).toEqual({ status: 'expired' });
    expect(calls).toEqual([
      'holdSeats',
      'authorisePayment',
      'secureSeats',
      'closeBooking',
      'stopPayment',
      'recordPayment',
    ]);
  });

  it('undoes reserved seats when the confirm is lost', async () => {
    const { end, calls } = await stage.play({ confirmSeats: async () => ({ outcome: 'lost' }) }, payNow);
    expect(end).toEqual({ status: 'expired' });
    expect(calls.slice(-3)).toEqual(['closeBooking', 'stopPayment', 'recordPayment']);
    expect(calls).not.toContain('capturePayment');
  });

  it('sells after a passed challenge, asking the provider when a webhook hints at it', async () => {
    const { end, calls } = await stage.play({ authorisePayment: challenged }, async ({ handle }) => {
      await handle.executeUpdate(pay, { args: [payRequest()] });
      await handle.signal(paymentReported, { paymentId: 'pay_1' });
    });
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).toEqual(['holdSeats', 'authorisePayment', 'recordPayment', 'retrievePayment', ...sold.slice(2)]);
  });

  it('believes no webhook: a forged hint changes nothing', async () => {
    const { end, calls } = await stage.play(
      { authorisePayment: challenged, retrievePayment: challenged },
      async ({ handle }) => {
        await handle.executeUpdate(pay, { args: [payRequest()] });
        await handle.signal(paymentReported, { paymentId: 'pay_1' });
        await handle.signal(paymentReported, { paymentId: 'pay_1' });
      },
    );
    expect(end).toEqual({ status: 'expired' });
    expect(calls).not.toContain('secureSeats');
    expect(calls.slice(-3)).toEqual(['closeBooking', 'stopPayment', 'recordPayment']);
  });

  it('protects the seats five minutes longer for a challenge in progress at the deadline, once', async () => {
    const { end, calls, inputOf } = await stage.play(
      { authorisePayment: challenged, retrievePayment: challenged },
      payNow,
    );
    expect(end).toEqual({ status: 'expired' });
    expect(calls.filter((step) => step === 'extendHold')).toHaveLength(1);
    const { until, kind } = inputOf('extendHold') as { until: number; kind: string };
    const { deadline } = inputOf('holdSeats') as { deadline: number };
    expect([until - deadline, kind]).toEqual([300_000, 'grace']);
  });

  it('keeps the grace of a payment when the hold is extended by less meanwhile', async () => {
    const { end, inputOf, inputsOf } = await stage.play(
      { authorisePayment: challenged, retrievePayment: challenged },
      async (playing) => {
        await payNow(playing);
        await playing.environment.sleep('910 seconds');
        await playing.handle.executeUpdate(extend, { updateId: 'extend' });
      },
      { clocks: { ...clocks, extensionSeconds: 60 } },
    );
    expect(end).toEqual({ status: 'expired' });
    const { deadline } = inputOf('holdSeats') as { deadline: number };
    const prolonged = inputsOf('extendHold') as { kind: string; until: number; lockExpiresAt: number }[];
    expect(
      prolonged.map(({ kind, until, lockExpiresAt }) => [kind, until - deadline, lockExpiresAt - deadline]),
    ).toEqual([
      ['grace', 300_000, 330_000],
      ['extension', 60_000, 330_000],
    ]);
    expect(inputOf('closeBooking')).toMatchObject({ timeOver: deadline + 300_000 });
  });

  it('sells when the provider says at the deadline that the money is there', async () => {
    const { end } = await stage.play({ authorisePayment: challenged }, payNow);
    expect(end).toEqual({ status: 'confirmed' });
  });

  /** A provider that does not answer; `late` is by how many ms each extension came after the locks had run out. */
  function withoutProvider(): { late: number[]; script: Script } {
    let lockedUntil = 0;
    const late: number[] = [];
    const script: Script = {
      holdSeats: async ({ deadline, lockExpiresAt, holdNumber }) => {
        lockedUntil = lockExpiresAt;
        return { outcome: 'held', deadline, holdNumber };
      },
      retrievePayment: () => Promise.reject(new Error('no route to host')),
      extendHold: async ({ until }) => {
        late.push((await stage.environment.currentTimeMs()) - lockedUntil);
        return { outcome: 'extended', deadline: until };
      },
    };
    return { late, script };
  }

  it.each([
    ['a challenge is open', challenged],
    ['it has just begun to pay', () => Promise.reject(new Error('no route to host'))],
  ])('prolongs the locks before they run out, when the provider is away at the deadline and %s', async (_, begun) => {
    const { late, script } = withoutProvider();
    const { end, calls } = await stage.play({ ...script, authorisePayment: begun }, async ({ handle, environment }) => {
      await environment.sleep(898_000);
      await handle.startUpdate(pay, { args: [payRequest()], waitForStage: 'ACCEPTED' });
    });
    expect([end.status, calls.includes('extendHold')]).toEqual(['expired', true]);
    expect(Math.max(...late)).toBeLessThan(0);
  });

  it('prolongs the locks before they run out, however often a payment is reported that the provider does not answer for', async () => {
    const { late, script } = withoutProvider();
    const { end } = await stage.play({ ...script, authorisePayment: challenged }, async (playing) => {
      await payNow(playing);
      await playing.environment.sleep(898_000);
      for (let n = 0; n < 4; n++) await playing.handle.signal(paymentReported, { paymentId: 'pay_1' });
    });
    expect(end).toEqual({ status: 'expired' });
    expect(late).toEqual([expect.any(Number)]);
    expect(late[0]).toBeLessThan(0);
  });

  it('asks again by itself when the provider gave no answer', async () => {
    let asked = 0;
    const { end, calls } = await stage.play(
      {
        authorisePayment: async () => {
          if (asked++ < 2) throw new Error('no route to host');
          return { outcome: 'authorised', providerId: 'pi_1' };
        },
      },
      payNow,
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls.filter((step) => step === 'authorisePayment').length).toBeGreaterThan(2);
  });

  it('takes one payment at a time', async () => {
    let second: unknown;
    await stage.play({ authorisePayment: challenged, retrievePayment: challenged }, async ({ handle }) => {
      await handle.executeUpdate(pay, { args: [payRequest()] });
      second = await handle.executeUpdate(pay, { args: [payRequest({ paymentId: 'pay_2' })] });
    });
    expect(second).toEqual({ outcome: 'in_progress' });
  });

  it('extends by five minutes and expires then', async () => {
    const { end, inputOf } = await stage.play({}, async ({ handle }) => {
      expect(await handle.executeUpdate(extend)).toEqual({ outcome: 'done' });
    });
    expect(end).toEqual({ status: 'expired' });
    const { until } = inputOf('extendHold') as { until: number };
    expect(until - (inputOf('holdSeats') as { deadline: number }).deadline).toBe(300_000);
  });

  it('fences later writes by the next hold after a seat change', async () => {
    const { inputOf } = await stage.play({}, async ({ handle }) => {
      await handle.executeUpdate(changeSeats, { args: [seatChange] });
      await handle.executeUpdate(pay, { args: [payRequest()] });
    });
    expect(inputOf('changeSeats')).toMatchObject({ holdNumber: 1 });
    expect(inputOf('secureSeats')).toMatchObject({ holdNumber: 2 });
    expect(inputOf('ticketBooking')).toMatchObject({ holdNumber: 2 });
  });

  it('goes on from the hold that stands, whatever it does next, when a seat change was forgotten with its worker', async () => {
    const deadline = epochMs((await stage.environment.currentTimeMs()) + 300_000);
    const stands = { outcome: 'held', deadline, holdNumber: 3 } as const;
    const behind = (ref: { holdNumber: number }) => ref.holdNumber < stands.holdNumber;
    const holdsIn = (inputs: readonly unknown[]) => [
      ...new Set(inputs.map((input) => (input as { holdNumber: number }).holdNumber)),
    ];
    const script = {
      extendHold: async (call: { until: EpochMs; holdNumber: number }) =>
        behind(call) ? stands : ({ outcome: 'extended', deadline: call.until } as const),
      changeSeats: async (call: { holdNumber: number }) =>
        behind(call) ? stands : ({ outcome: 'changed', holdNumber: 4 } as const),
      secureSeats: async (call: { holdNumber: number }) => (behind(call) ? stands : ({ outcome: 'done' } as const)),
      closeBooking: async (call: { holdNumber: number }) => (behind(call) ? stands : ({ outcome: 'closed' } as const)),
    };
    const paid = await stage.play(script, payNow);
    expect([paid.end, paid.inputsOf('ticketBooking')]).toMatchObject([{ status: 'confirmed' }, [{ holdNumber: 3 }]]);
    const cancelled = await stage.play(script, async ({ handle }) => {
      expect(await handle.executeUpdate(cancel)).toEqual({ outcome: 'done' });
    });
    expect(holdsIn(cancelled.inputsOf('closeBooking'))).toEqual([1, 3]);
    const changed = await stage.play(script, async ({ handle }) => {
      expect(await handle.executeUpdate(changeSeats, { args: [seatChange], updateId: 'seats-2' })).toEqual({
        outcome: 'done',
      });
      await handle.executeUpdate(cancel);
    });
    expect(holdsIn(changed.inputsOf('changeSeats'))).toEqual([1, 3]);
    expect(changed.inputOf('changeSeats')).toMatchObject({ by: 'seats-2' });
    expect(changed.inputOf('closeBooking')).toMatchObject({ holdNumber: 4 });
    const extended = await stage.play(script, async ({ handle }) => {
      expect(await handle.executeUpdate(extend, { updateId: 'extend-2' })).toEqual({ outcome: 'done' });
      await handle.executeUpdate(cancel);
    });
    expect(holdsIn(extended.inputsOf('extendHold'))).toEqual([1, 3]);
    expect(extended.inputOf('extendHold')).toMatchObject({ by: 'extend-2' });
  });

  it('turns away what no step of it could work with, and goes on', async () => {
    const refused: unknown[] = [];
    const { end, calls } = await stage.play({}, async (playing) => {
      const garbage = [null, {}, { paymentId: 5 }, { seats: [] }, { seats: [{ segment: 0 }], price: {} }] as never[];
      for (const update of [pay, changeSeats] as const)
        for (const one of garbage)
          await playing.handle
            .executeUpdate(update as typeof pay, { args: [one] })
            .catch((e: unknown) => refused.push(e));
      await payNow(playing);
    });
    expect([end, calls, refused.length]).toEqual([{ status: 'confirmed' }, sold, 10]);
  });

  it('lets a hold stand as long as its row shows, when an extension was forgotten with its worker', async () => {
    let later: number | undefined;
    const { end, inputsOf } = await stage.play({
      closeBooking: async ({ timeOver }) => {
        if (later !== undefined) return { outcome: 'closed' };
        later = timeOver! + 300_000;
        return { outcome: 'held', deadline: epochMs(later), holdNumber: 1 };
      },
    });
    expect(end).toEqual({ status: 'expired' });
    expect(inputsOf('closeBooking')).toMatchObject([{ reason: 'expired' }, { reason: 'expired', timeOver: later }]);
  });

  it('gives money back that is not the price by now, because the seats were changed, and keeps the hold for what is', async () => {
    const dear = { amount: 20_000, currency: 'EUR' };
    const { end, calls, inputsOf } = await stage.play(
      {
        secureSeats: async ({ payment }) => ({ outcome: payment.amount.amount === dear.amount ? 'done' : 'repriced' }),
      },
      async ({ handle }) => {
        expect(await handle.executeUpdate(pay, { args: [payRequest()] })).toEqual({ outcome: 'done' });
        await handle.executeUpdate(pay, { args: [payRequest({ paymentId: 'pay_2', amount: dear })] });
      },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls.slice(0, 6)).toEqual([...sold.slice(0, 3), 'recordPayment', 'stopPayment', 'recordPayment']);
    expect(inputsOf('recordPayment').slice(0, 2)).toMatchObject([
      [expect.anything(), { paymentId: 'pay_1', status: 'declined', declineCode: 'price_changed' }],
      [expect.anything(), { paymentId: 'pay_1', status: 'voided' }],
    ]);
    expect(inputsOf('capturePayment')).toMatchObject([{ paymentId: 'pay_2', amount: dear }]);
  });

  it('gives a second payment back whose seats are sold for another one, and takes nothing of it', async () => {
    const { end, calls, inputsOf } = await stage.play(
      {
        secureSeats: async () => ({ outcome: 'other_payment' }),
        closeBooking: async () => ({ outcome: 'left_alone' }),
      },
      payNow,
      { straightSale: true },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).not.toContain('capturePayment');
    expect(inputsOf('recordPayment')).toMatchObject([
      [expect.anything(), { status: 'declined', declineCode: 'already_paid' }],
      [expect.anything(), { status: 'voided' }],
    ]);
  });

  it('goes on with the payment that the seats are sold for, once it has given the second one back', async () => {
    const sold = { paymentId: 'pay_0', providerId: 'pi_0', amount: payRequest().amount, status: 'processing' } as const;
    const { end, calls, inputsOf } = await stage.play(
      {
        secureSeats: async ({ payment }) =>
          payment.paymentId === sold.paymentId ? { outcome: 'done' } : { outcome: 'other_payment', payment: sold },
      },
      payNow,
      { straightSale: true },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(inputsOf('capturePayment')).toMatchObject([{ paymentId: 'pay_0', providerId: 'pi_0' }]);
    expect(inputsOf('ticketBooking')).toMatchObject([{ paymentId: 'pay_0' }]);
    // Its capture decides: the deadline does not, while it is being asked for.
    expect(calls).not.toContain('retrievePayment');
    // Before the sale and after it: a second time has no effect.
    expect(inputsOf('stopPayment')).toMatchObject([{ paymentId: 'pay_1' }, { paymentId: 'pay_1' }]);
  });

  it('answers a seat change that no write can make, and goes on under the hold that stands', async () => {
    const { end, inputOf } = await stage.play(
      { changeSeats: async () => ({ outcome: 'too_many' }) },
      async ({ handle }) => {
        expect(await handle.executeUpdate(changeSeats, { args: [seatChange] })).toEqual({ outcome: 'too_many' });
        await handle.executeUpdate(pay, { args: [payRequest()] });
      },
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(inputOf('secureSeats')).toMatchObject({ holdNumber: 1 });
  });

  it('stops a payment whose begin failed, because it may have happened', async () => {
    const { calls } = await stage.play(
      {
        authorisePayment: async () => {
          throw new Error('connection reset');
        },
      },
      async ({ handle }) => {
        await handle.startUpdate(pay, { args: [payRequest()], waitForStage: 'ACCEPTED' });
        await handle.startUpdate(cancel, { waitForStage: 'ACCEPTED' });
      },
    );
    expect(calls.indexOf('closeBooking')).toBeLessThan(calls.indexOf('stopPayment'));
    expect(calls).toContain('stopPayment');
  });

  it('tells that a payment is over which never reached the provider, when its booking is given up', async () => {
    const { end, inputsOf } = await stage.play(
      {
        authorisePayment: () => Promise.reject(new Error('no route to host')),
        stopPayment: async () => ({ outcome: 'nothing' }),
      },
      async ({ handle, environment }) => {
        await handle.startUpdate(pay, { args: [payRequest()], waitForStage: 'ACCEPTED' });
        await environment.sleep(35_000);
        await handle.startUpdate(cancel, { waitForStage: 'ACCEPTED' });
      },
    );
    expect(end).toEqual({ status: 'cancelled' });
    const told = inputsOf('recordPayment').map((input) => (input as [string, { status: string }])[1].status);
    expect([...new Set(told)]).toEqual(['processing', 'voided']);
  });

  it('waits out a store that is down while seats are being confirmed', async () => {
    let tries = 0;
    const { end } = await stage.play(
      {
        confirmSeats: async () => {
          if (tries++ < 12) throw new Error('connect ECONNREFUSED');
          return { outcome: 'done' };
        },
      },
      payNow,
    );
    expect(end).toEqual({ status: 'confirmed' });
    expect(tries).toBe(13);
  });

  it('undoes the hold and the money when an operator cancels the workflow', async () => {
    const { calls } = await stage.play({ authorisePayment: challenged }, async ({ handle }) => {
      await handle.executeUpdate(pay, { args: [payRequest()] });
      await handle.cancel();
    });
    expect(calls.slice(-3)).toEqual(['closeBooking', 'stopPayment', 'recordPayment']);
  });

  it('leaves a ticket alone when it runs again after a reset', async () => {
    const { end, calls } = await stage.play({ closeBooking: async () => ({ outcome: 'left_alone' }) });
    expect(end).toEqual({ status: 'confirmed' });
    expect(calls).not.toContain('stopPayment');
  });

  it('keeps nothing personal in its history', async () => {
    const { history } = await stage.play({}, payNow);
    expect(JSON.stringify(history)).not.toMatch(/given|family|@example\.com|phone/i);
  });
});
