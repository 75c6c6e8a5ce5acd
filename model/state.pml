/*
 * What the tables and the payment provider hold, and what is kept only to judge by.
 *
 * Time is abstract: a lock may lapse, a deadline may pass and an answer may come at any moment after its cause. That covers
 * every speed of every party. Only with -DCLOCKS there is a clock, for what is promised until a certain time (I3, I4).
 */
#ifndef NB
#define NB 2 /* bookings that want the same seats */
#endif
#ifdef CHANGE
#define NS 3 /* booking 0 holds seats 0 and 1 and changes to 1 and 2; the others want 1 and 2 */
#define wants(b, s) (b != 0 || row[b].changed -> s >= 1 : s <= 1)
#define before(s) (s <= 1)
#define after(s) (s >= 1)
#else
#define NS 2 /* one seat on each of two legs */
#define wants(b, s) (true)
#endif

/* booking rows */
#define NEW 0
#define HELD 1
#define PAYING 2
#define SEATED 3
#define TICKETED 4
#define CLOSED 5
/* seats; AVAILABLE is a second form of free, which only the defect F2 writes */
#define FREE 0
#define LOCKED 1
#define RESERVED 2
#define AVAILABLE 3
#define NOBODY NB
/* payments at the provider */
#define NONE 0
#define OPEN 1
#define PROCESSING 2
#define AUTHORISED 3
#define CAPTURED 4
#define CANCELLED 5
#define REFUNDED 6
/* answers */
#define OK 1
#define LOST 2

typedef Seat { unsigned st : 2; unsigned own : 2; unsigned hold : 2; unsigned exp : 4 }
typedef Row { unsigned st : 3; unsigned hold : 2; bit changed }
Seat seat[NS];
Row row[NB];
byte pi[NB];
bit ended[NB];        /* the booking's workflow is closed, however it came to that */
bit lateRuns[NB];     /* the workflow for late money runs */
bit kill[NB];         /* somebody terminates the workflow */
bit looked[NB];       /* admission has read the wanted seats as free */

/* ghosts: known to nobody in the protocol */
byte sold[NS];  /* who was ticketed on a seat, plus one */
byte captures[NB];
bit lapsed[NB];          /* a lock of this booking has run out */
bit reopened[NB];

#ifdef CLOCKS
byte now = 0;
byte skew[NB];
byte promised[NS];
#define past(s, b) (seat[s].exp > 0 && seat[s].exp - 1 < now + skew[b])
#ifdef F3_SECONDS
#define until(b) 1
#else
#define until(b) (now + skew[b] + HOLD + GRACE + 1)
#endif
#else
#define past(s, b) (seat[s].exp == 2)
#define until(b) 1
#endif

/* Invariant I<law>; 0 is what every protocol owes: it ends, and its answers are true. */
#define must(law, p) if :: (p) :: else -> printf("BROKEN %d\n", law); assert(false) fi

/* Which steps of a row are ever taken, told once each by the search itself. Hidden variables are no part of the searched state. */
#ifdef COVERAGE
hidden byte from, to;
c_decl { static char taken[8][8]; }
#define move(b, next) from = row[b].st; to = next; row[b].st = next; \
  c_code { if (!taken[from][to]) { taken[from][to] = 1; printf("MOVED %d %d\n", from, to); } }
#else
#define move(b, next) row[b].st = next
#endif
