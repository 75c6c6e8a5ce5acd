/*
 * At least once: an attempt is answered; or it is repeated, and the first attempt takes effect whenever it likes, before the
 * repetition (its answer was lost) or long after it (a worker that was paused). One such stray attempt is on its way at a time.
 */
#define HOLD_SEATS 1
#define CHANGE_SEATS 2
#define SECURE 3
#define CONFIRM 4
#define CAPTURE 5
#define TICKET 6
#define CLOSE 7
#define STOP 8
#define AUTHORISE 9
#define REOPEN 10
#define HOLD_LEG 11
#define REFUND 12
#define REFUSE 13
unsigned stray : 4;
unsigned strayOf : 2;
unsigned strayHold : 2;

#ifdef STRAYS_OF_ONE
#define mayStray (stray == 0 && me == 0)
#else
#define mayStray (stray == 0)
#endif
#define attempt(kind, step) \
  if :: atomic { step } :: atomic { mayStray -> stray = kind; strayOf = me; strayHold = h }; atomic { step } fi

#ifdef CHANGE
#define noteLapse(s) if :: seat[s].own != NOBODY -> lapsed[seat[s].own] = 1 :: else fi
#else
#define noteLapse(s) skip
#endif

proctype network() {
  byte s = 0, out = 0;
end_quiet:
  do
#ifdef F8_LEG_BY_LEG
  :: atomic { stray == HOLD_LEG -> holdLeg(strayOf, strayHold, 0); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == HOLD_SEATS -> holdLastLeg(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
#else
  :: atomic { stray == HOLD_SEATS -> holdSeats(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
#endif
  :: atomic { stray == REFUSE -> refuseHold(strayOf); stray = 0; strayOf = 0; strayHold = 0 }
#ifdef CHANGE
  :: atomic { stray == CHANGE_SEATS -> changeSeats(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
#endif
  :: atomic { stray == SECURE -> secureSeats(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == CONFIRM -> confirmSeats(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == CAPTURE -> capture(strayOf); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == TICKET -> ticketBooking(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == AUTHORISE -> authorise(strayOf); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == REOPEN -> reopenBooking(strayOf, strayHold); stray = 0; strayOf = 0; strayHold = 0 }
  :: atomic { stray == CLOSE -> closeRow(strayOf, strayHold) };
     if
     :: atomic { out == OK -> freeSeat(strayOf, strayHold, 0) }; freeSeat(strayOf, strayHold, 1);
#if NS == 3
        freeSeat(strayOf, strayHold, 2)
#endif
     :: out != OK
     fi;
     atomic { stray = 0; strayOf = 0; strayHold = 0; out = 0 }
#ifdef STOP_REFUNDS
  :: atomic { stray == STOP -> cancelPayment(strayOf) }; /* one step that cancels and, when that came too late, refunds */
     atomic { refund(strayOf); stray = 0; strayOf = 0; strayHold = 0; out = 0 }
#else
  :: atomic { stray == STOP -> cancelPayment(strayOf); stray = 0; strayOf = 0; strayHold = 0; out = 0 }
#endif
  :: atomic { stray == REFUND -> refund(strayOf); stray = 0; strayOf = 0; strayHold = 0 }
  od
}

/* Locks run out. */
proctype ageing() {
end_still:
#ifdef CLOCKS
  do :: now < MAXT -> now++ :: else -> break od
#else
  do
  :: atomic { seat[0].exp == 1 -> seat[0].exp = 2; noteLapse(0) }
  :: atomic { seat[1].exp == 1 -> seat[1].exp = 2; noteLapse(1) }
#if NS == 3
  :: atomic { seat[2].exp == 1 -> seat[2].exp = 2; noteLapse(2) }
#endif
#ifdef F7_TIME_TO_LIVE
  :: atomic { seat[0].exp == 2 -> unlock(0); printf("the table deletes seat 0, its time to live is over\n") }
  :: atomic { seat[1].exp == 2 -> unlock(1); printf("the table deletes seat 1, its time to live is over\n") }
#endif
  od
#endif
}
