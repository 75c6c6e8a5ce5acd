/* Starts everybody, and judges when everything that can happen has happened. */
inline judge(b) {
  n = 0; l = 0; w = 0;
  for (s : 0 .. NS - 1) {
    if :: seat[s].own == b && seat[s].st == RESERVED -> n++ :: else fi;
    if :: seat[s].own == b && seat[s].st == LOCKED -> l++ :: else fi;
    if :: wants(b, s) -> w++ :: else fi
  }
  must(0, ended[b] && !lateRuns[b]);                      /* every workflow comes to its end */
  must(9, !(row[b].st == TICKETED && n != w));            /* who was told has every seat */
  must(2, !(pi[b] == CAPTURED && row[b].st != TICKETED)); /* money is for seats, or went back */
  must(2, !(row[b].st == TICKETED && pi[b] != CAPTURED)); /* a ticket is paid, and stays paid */
  must(5, !(n > 0 && pi[b] != CAPTURED));
  must(6, n == 0 || n == w);
  must(8, !(row[b].st == CLOSED && n + l > 0));
  must(10, pi[b] != AUTHORISED);
  must(0, row[b].st == TICKETED || row[b].st == CLOSED)   /* no booking is forgotten */
}

init {
  byte b = 0, s = 0, n = 0, l = 0, w = 0;
  atomic {
    for (s : 0 .. NS - 1) { seat[s].own = NOBODY }
    for (b : 0 .. NB - 1) {
#ifdef CLOCKS
      if :: skew[b] = 0 :: skew[b] = SKEW fi;
#endif
      row[b].hold = 1; run booking(b, 0); run bank(b)
    }
    run network(); run ageing();
#ifdef TERMINATE
    run operator();
#endif
#ifdef RECONCILE
    run reconciler();
#endif
#ifdef LATE
    run lateDesk();
#endif
    b = 0; s = 0
  }
  timeout;
  d_step {
#ifndef NOBODY_LIVES
    for (b : 0 .. NB - 1) { judge(b) }
#endif
    /* What is still locked has an end, so that a newcomer gets it though nobody lives who knows of it. */
    for (s : 0 .. NS - 1) { must(3, seat[s].st == FREE || seat[s].st == RESERVED || (seat[s].st == LOCKED && seat[s].exp > 0)) }
  }
}
