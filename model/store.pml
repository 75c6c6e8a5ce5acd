/*
 * The writes of src/stores/dynamodb. Each reads the row, decides, and writes row and seats under the condition that the
 * row is still the one that was read, so each is one atomic step here. `out` is the answer.
 */
#ifdef F6_BOOKING_ONLY
#define mine(b, h, s) (seat[s].own == b)
#define current(b, h) (row[b].hold >= h)
#else
#define mine(b, h, s) (seat[s].own == b && seat[s].hold == h)
#define current(b, h) (row[b].hold == h)
#endif

#ifdef F1_STATUS_FORGOTTEN
#define lockable(b, h, s) (seat[s].st == FREE || past(s, b) || (seat[s].st == LOCKED && mine(b, h, s)))
#elif defined(ADMISSION_DECIDES)
#define lockable(b, h, s) (looked[b] || seat[s].st == FREE)
#else
#define lockable(b, h, s) (seat[s].st == FREE || (seat[s].st == LOCKED && (past(s, b) || mine(b, h, s))))
#endif
#define locked(b, h, s) (seat[s].st == LOCKED && mine(b, h, s))
#define owned(b, h, s) (mine(b, h, s) && (seat[s].st == LOCKED || seat[s].st == RESERVED))

#if NS == 3
#define all(p, b, h) ((!wants(b, 0) || p(b, h, 0)) && (!wants(b, 1) || p(b, h, 1)) && (!wants(b, 2) || p(b, h, 2)))
#else
#define all(p, b, h) (p(b, h, 0) && p(b, h, 1))
#endif

/* I4: a live lock is taken from nobody before the time that was shown. Every lock is written here. */
inline lock(b, h, s) {
#ifdef CLOCKS
  must(4, !(seat[s].st == LOCKED && seat[s].own != b && now < promised[s]));
  promised[s] = now + HOLD;
#endif
  seat[s].st = LOCKED; seat[s].own = b; seat[s].hold = h;
#ifdef F3_TEXT
  seat[s].exp = 0
#else
  seat[s].exp = until(b)
#endif
}

inline unlock(s) {
#ifdef F2_TWO_KINDS_OF_FREE
  seat[s].st = AVAILABLE; seat[s].own = NOBODY; seat[s].hold = 0; seat[s].exp = 0
#else
  seat[s].st = FREE; seat[s].own = NOBODY; seat[s].hold = 0; seat[s].exp = 0
#endif
}

inline holdSeats(b, h) {
  d_step {
    if
    :: row[b].st == CLOSED -> out = LOST
#ifdef F4_OWN_EFFECT_FORGOTTEN
    :: row[b].st != CLOSED && row[b].st != NEW -> out = LOST
#else
    :: row[b].st != CLOSED && row[b].st != NEW -> out = OK
#endif
    :: row[b].st == NEW ->
       if
       :: all(lockable, b, h) ->
          for (s : 0 .. NS - 1) { if :: wants(b, s) -> lock(b, h, s) :: else fi }
          move(b, HELD); row[b].hold = h; out = OK;
          printf("booking %d: its seats are locked by hold %d, the row is HELD\n", b, h)
       :: else -> out = LOST; printf("booking %d: a seat is taken, nothing is locked\n", b)
       fi
    fi;
    /* No write calls lost what it has done itself (F4). */
    must(0, !(out == LOST && row[b].st == HELD && row[b].hold == h));
    s = 0
  }
}

/*
 * The refusal of a hold that was given up: it closes the row unless that shows a hold, which its customer may have read by
 * then and counts on until the time that was shown (I4).
 */
inline refuseHold(b) {
  d_step {
    if
    :: row[b].st == NEW -> move(b, CLOSED); out = LOST; printf("booking %d: is refused, the row is CLOSED\n", b)
#ifdef HELD_REFUSED
    :: row[b].st == HELD -> move(b, CLOSED); out = LOST; printf("booking %d: is refused, though the row is HELD\n", b); must(4, false)
#else
    :: row[b].st == HELD -> out = OK; printf("booking %d: its hold stands after all\n", b)
#endif
    :: else -> out = LOST
    fi
  }
}

#ifdef F8_LEG_BY_LEG
/* The defect: each leg is a write of its own, and only the last one is tied to the row. */
inline holdLeg(b, h, seatNo) {
  d_step {
    if
    :: lockable(b, h, seatNo) -> lock(b, h, seatNo); out = OK; printf("booking %d: locked seat %d alone\n", b, seatNo)
    :: else -> out = LOST
    fi
  }
}
inline holdLastLeg(b, h) {
  d_step {
    if
    :: row[b].st == NEW && lockable(b, h, 1) -> lock(b, h, 1); move(b, HELD); out = OK; printf("booking %d: locked seat 1, the row is HELD\n", b)
    :: row[b].st == HELD -> out = OK
    :: else -> out = LOST
    fi
  }
}
#endif

#ifdef CHANGE
#define keeps(s) (before(s) && after(s))
#define changeable(b, h, s) (keeps(s) -> locked(b, h, s) : (before(s) -> mine(b, h, s) : lockable(b, h + 1, s)))
/* A refused change leaves every seat as it was, unless a lock had run out. */
#define untouched(b, h) (row[b].st != HELD || row[b].hold != h || lapsed[b] || (locked(b, h, 0) && locked(b, h, 1)))
inline changeSeats(b, h) {
  d_step {
    if
    :: row[b].st == HELD && row[b].hold == h + 1 -> out = OK
    :: row[b].st == HELD && row[b].hold == h && changeable(b, h, 0) && changeable(b, h, 1) && changeable(b, h, 2) ->
       for (s : 0 .. NS - 1) { if :: after(s) -> lock(b, h + 1, s) :: else -> unlock(s) fi }
       row[b].hold = h + 1; row[b].changed = 1; out = OK;
       printf("booking %d: changed its seats in one write, now by hold %d\n", b, h + 1)
    :: else -> out = LOST; must(6, untouched(b, h))
    fi;
    s = 0
  }
}
/* The defect: the old seats are given up first, the new ones locked by another write. */
inline dropSeats(b, h) {
  d_step {
    for (s : 0 .. NS - 1) { if :: row[b].st == HELD && locked(b, h, s) -> unlock(s) :: else fi }
    s = 0; printf("booking %d: gave its old seats up, to change them\n", b)
  }
}
inline takeOthers(b, h) {
  d_step {
    if
    :: row[b].st == HELD && row[b].hold == h && lockable(b, h, 1) && lockable(b, h, 2) ->
       for (s : 1 .. 2) { lock(b, h + 1, s) }
       row[b].hold = h + 1; row[b].changed = 1; out = OK
    :: else -> out = LOST; printf("booking %d: the other seats are taken\n", b); must(6, untouched(b, h))
    fi;
    s = 0
  }
}
#endif

inline secureSeats(b, h) {
  d_step {
    if
    :: !current(b, h) || row[b].st == CLOSED || row[b].st == NEW -> out = LOST
    :: current(b, h) && row[b].st != CLOSED && row[b].st != NEW && row[b].st != HELD -> out = OK
    :: current(b, h) && row[b].st == HELD ->
       if
       :: all(locked, b, h) ->
          for (s : 0 .. NS - 1) { if :: wants(b, s) -> seat[s].exp = until(b) :: else fi }
          move(b, PAYING); out = OK; printf("booking %d: secured its seats, the row is PAYING\n", b)
       :: else -> out = LOST; printf("booking %d: its seats are lost\n", b)
       fi
    fi;
    s = 0
  }
}

inline confirmSeats(b, h) {
  d_step {
    if
    :: !current(b, h) -> out = LOST
#ifdef F4_OWN_EFFECT_FORGOTTEN
    :: current(b, h) && (row[b].st == SEATED || row[b].st == TICKETED) -> out = LOST; must(0, false)
#else
    :: current(b, h) && (row[b].st == SEATED || row[b].st == TICKETED) -> out = OK
#endif
    :: current(b, h) && (row[b].st == NEW || row[b].st == HELD || row[b].st == CLOSED) -> out = LOST
    :: current(b, h) && row[b].st == PAYING ->
       if
       :: all(owned, b, h) ->
          for (s : 0 .. NS - 1) {
            if
            :: wants(b, s) -> seat[s].st = RESERVED;
#ifndef EXPIRY_KEPT
               seat[s].exp = 0
#endif
            :: else
            fi
          }
#ifndef LATE
          /*
           * I5: seats become reserved only over money that is captured or can be. With late money a stray cancellation of the
           * first life can still void it at this moment; then the capture is declined, and I5 is judged at the end.
           */
          must(5, pi[b] == AUTHORISED || pi[b] == CAPTURED);
#endif
          move(b, SEATED); out = OK; printf("booking %d: its seats are reserved, the row is SEATED\n", b)
       :: else -> out = LOST; printf("booking %d: its seats are lost\n", b)
       fi
    fi;
    s = 0
  }
}

#define reservedFor(b, h, s) (seat[s].st == RESERVED && seat[s].own == b)
inline ticketBooking(b, h) {
  d_step {
    if
    :: row[b].st == TICKETED -> out = OK
    :: row[b].st == SEATED && current(b, h) ->
       move(b, TICKETED); out = OK; printf("booking %d: is ticketed, the customer is told\n", b);
       for (s : 0 .. NS - 1) {
         if
         :: wants(b, s) -> must(1, sold[s] == 0 || sold[s] == b + 1); sold[s] = b + 1
         :: else
         fi
       }
       must(9, all(reservedFor, b, h) && pi[b] == CAPTURED) /* what is told is true when it is told */
    :: else -> out = LOST
    fi;
    s = 0
  }
}

/* The undo is one write of the product. It is searched in steps, of which that is one way, so that a row that earlier code left closed is met
 * too. First the row: LOST means that there is nothing to undo for this hold. */
inline closeRow(b, h) {
  d_step {
    if
    :: row[b].st == TICKETED || !current(b, h) -> out = LOST
    :: row[b].st == CLOSED && current(b, h) -> out = OK
    :: else -> move(b, CLOSED); out = OK; printf("booking %d: the row is CLOSED\n", b)
    fi
  }
}
/* Then each seat by itself. "Already not mine" is done. */
inline freeSeat(b, h, seatNo) {
  d_step {
    if
#ifdef F9_LOCKED_ONLY
    :: mine(b, h, seatNo) && seat[seatNo].st == LOCKED -> unlock(seatNo); printf("booking %d: frees seat %d\n", b, seatNo)
#elif defined(UNDO_WITHOUT_FENCE)
    :: seat[seatNo].own != NOBODY -> unlock(seatNo); printf("booking %d: frees seat %d\n", b, seatNo)
#else
    :: mine(b, h, seatNo) -> unlock(seatNo); printf("booking %d: frees seat %d of hold %d\n", b, seatNo, h)
#endif
    :: else
    fi
  }
}

/* Late money: a closed booking takes all its seats anew, under the next hold, or none. */
inline reopenBooking(b, h) {
  d_step {
    if
    :: row[b].st == HELD && row[b].hold == h + 1 -> out = OK
    :: row[b].st == CLOSED && row[b].hold == h && !reopened[b] && all(lockable, b, h + 1) ->
       for (s : 0 .. NS - 1) { if :: wants(b, s) -> lock(b, h + 1, s) :: else fi }
       move(b, HELD); row[b].hold = h + 1; reopened[b] = 1; out = OK;
       printf("booking %d: reopened by hold %d\n", b, h + 1)
    :: else -> out = LOST
    fi;
    s = 0
  }
}
