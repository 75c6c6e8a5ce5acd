/*
 * What settles a booking whose workflow is gone: the reconciler, which looks where the row is not terminal and no workflow
 * runs, and the start of the workflow for late money, one at a time for each payment.
 */
#ifdef TERMINATE
/* Somebody terminates the workflow of booking 0, at any moment. */
proctype operator() {
  if :: kill[0] = 1; printf("operator: terminates the workflow of booking 0\n") :: true fi
}
#endif

#ifdef RECONCILE
#ifdef CLOSED_NOT_CLEARED
#define abandoned(b) (ended[b] && !lateRuns[b] && row[b].st < TICKETED)
#else
#if NS == 3
#define leftSeats(b, h) (mine(b, h, 0) || mine(b, h, 1) || mine(b, h, 2))
#else
#define leftSeats(b, h) (mine(b, h, 0) || mine(b, h, 1))
#endif
/* A row that was closed may have left seats behind, when the undo was ended between its two halves. */
#define abandoned(b) (ended[b] && !lateRuns[b] && (row[b].st < TICKETED || (row[b].st == CLOSED && leftSeats(b, row[b].hold))))
#endif
proctype reconciler() {
  byte s = 0, out = 0, h = 0, me = 0;
end_nothingToDo:
  do
  :: atomic {
       abandoned(0) -> h = row[me].hold; printf("reconciler: booking %d is abandoned\n", me)
     };
     if
     :: row[me].st == SEATED && pi[me] == CAPTURED -> attempt(TICKET, ticketBooking(me, h))
     :: else ->
        attempt(CLOSE, closeRow(me, h));
        if
        :: out == OK ->
           freeSeat(me, h, 0); freeSeat(me, h, 1)
#if NS == 3
           ; freeSeat(me, h, 2)
#endif
        :: else
        fi
     fi;
     atomic { s = 0; out = 0; h = 0; me = 0 }
  od
}
#endif

#ifdef LATE
/* Hears of money without a living booking, by a webhook or from the provider's list. */
#ifdef HASTY
#define lateMoney(b) (!lateRuns[b] && row[b].st == CLOSED && pi[b] >= OPEN && pi[b] <= CAPTURED)
#else
#define lateMoney(b) (ended[b] && !lateRuns[b] && row[b].st == CLOSED && pi[b] >= OPEN && pi[b] <= CAPTURED)
#endif
proctype lateDesk() {
end_nothingLate:
  do
  :: atomic { lateMoney(0) -> lateRuns[0] = 1; printf("late money for booking 0\n"); run booking(0, 1) }
  od
}
#endif
