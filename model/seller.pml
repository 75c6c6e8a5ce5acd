/*
 * src/workflows/booking.ts: hold, wait for the customer, sell, or undo. With `late` it is the workflow for late money, which
 * reopens a closed booking and goes on in the same way.
 */
proctype booking(byte me; bit late) {
  byte s = 0, out = 0, h = 1;
  bit asked = 0;
  {
#ifdef LATE
    if
    :: late ->
asking:
       /* src/workflows/lateMoney.ts: what the provider says decides, and the policy whether the seats are tried for at all. */
       if
#ifdef CAPTURED_REOPENED
       :: atomic { (pi[me] == AUTHORISED || pi[me] == CAPTURED) && !reopened[me] -> h = row[me].hold; asked = 1 };
#else
       :: atomic { pi[me] == AUTHORISED && !reopened[me] -> h = row[me].hold; asked = 1 };
#endif
          freeSeat(me, h, 0); freeSeat(me, h, 1);
#if NS == 3
          freeSeat(me, h, 2);
#endif
          attempt(REOPEN, reopenBooking(me, h));
          if :: atomic { out == OK -> h = h + 1; goto waiting } :: else fi
       :: atomic { pi[me] != PROCESSING -> h = row[me].hold }
       fi;
       goto stopping
    :: else
    fi;
#endif
#ifdef ADMISSION_DECIDES
    if
    :: atomic { seat[0].st == FREE && seat[1].st == FREE -> looked[me] = 1; printf("booking %d: admission sees its seats free\n", me) }
    :: true
    fi;
#endif
    if
#ifdef F8_LEG_BY_LEG
    :: attempt(HOLD_LEG, holdLeg(me, h, 0)); if :: out == OK -> attempt(HOLD_SEATS, holdLastLeg(me, h)) :: else fi
#else
    :: attempt(HOLD_SEATS, holdSeats(me, h))
#endif
    :: atomic { out = LOST; if :: mayStray -> stray = HOLD_SEATS; strayOf = me; strayHold = h :: true fi }
       /* given up, though it may happen yet, or has happened and is shown */
    fi;
#ifndef UNDO_SEATS_FIRST
    /* An undo that begins with the seats asks nothing of the row before. */
    if :: out == LOST -> attempt(REFUSE, refuseHold(me)) :: else fi;
#endif
    if :: out == LOST -> goto undoing :: else fi;
waiting:
    if
#ifndef HOLDS_ONLY
    :: atomic { !asked -> asked = 1 };
       if
       :: attempt(AUTHORISE, authorise(me))
       :: atomic { mayStray -> stray = AUTHORISE; strayOf = me; strayHold = h } /* no answer; the timer asks again */
       fi;
       goto waiting
#ifdef CHANGE
    :: me == 0 && h == 1 && !asked ->
#ifdef CHANGE_IN_TWO
       dropSeats(me, h); takeOthers(me, h);
#else
       attempt(CHANGE_SEATS, changeSeats(me, h));
#endif
       if :: out == OK -> h = h + 1 :: else fi;
       goto waiting
#endif
#ifdef WEBHOOK_BELIEVED
    :: atomic { asked -> printf("booking %d: a webhook says that the money is there\n", me) }
#else
    :: atomic { asked && (pi[me] == AUTHORISED || pi[me] == CAPTURED) -> printf("booking %d: the provider says that the money is there\n", me) }
#endif
#endif
    :: atomic { printf("booking %d: the time is up, or the customer cancels\n", me); goto undoing }
    fi;
#ifdef CAPTURED_BEFORE_SEATS
    atomic { must(2, all(reservedFor, me, h)); capture(me) };
#endif
    attempt(SECURE, secureSeats(me, h));
    if :: out == LOST -> goto undoing :: else fi;
    attempt(CONFIRM, confirmSeats(me, h));
    if :: out == LOST -> goto undoing :: else fi;
#ifdef TOLD_BEFORE_CAPTURE
    attempt(TICKET, ticketBooking(me, h));
#endif
    d_step { must(2, all(reservedFor, me, h)) }; /* money is taken over reserved seats only */
    if
    :: attempt(CAPTURE, capture(me))
    :: atomic { out = LOST; printf("booking %d: the capture is declined, or given up\n", me); if :: mayStray -> stray = CAPTURE; strayOf = me; strayHold = h :: true fi }
    fi;
    if :: out == LOST -> goto undoing :: else fi;
    attempt(TICKET, ticketBooking(me, h));
    if :: out == OK -> goto over :: else fi;
undoing:
#ifdef UNDO_SEATS_FIRST
    freeSeat(me, h, 0); freeSeat(me, h, 1); attempt(CLOSE, closeRow(me, h));
#else
    attempt(CLOSE, closeRow(me, h));
    if :: out == LOST -> goto over :: else fi; /* ticketed, or not its hold any more */
    freeSeat(me, h, 0); freeSeat(me, h, 1);
#if NS == 3
    freeSeat(me, h, 2);
#endif
#endif
stopping:
#ifndef MONEY_NOT_STOPPED
    attempt(STOP, cancelPayment(me));
    if
    :: out == OK && pi[me] != CAPTURED
    :: out == OK && pi[me] == CAPTURED -> attempt(REFUND, refund(me))
#ifdef LATE
    :: out != OK && me == 0 && !late /* still being processed: whatever becomes of it is late money */
    :: out != OK && late -> goto asking
    :: out != OK && me != 0 && pi[me] != PROCESSING -> goto stopping
#else
    :: out != OK && pi[me] != PROCESSING -> goto stopping
#endif
    fi;
#endif
over:
    skip
  } unless { kill[me] && !late };
  atomic {
    if :: late -> lateRuns[me] = 0 :: else -> ended[me] = 1 fi;
    s = 0; out = 0; h = 0; asked = 0
  }
}
