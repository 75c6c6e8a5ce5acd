/*
 * The payment provider: what it does is one step each, what it answers may come later or never. A payment is created and
 * confirmed by us, authorised by the customer's bank at once, later, or never; a payment being processed can not be cancelled.
 */
inline authorise(b) {
  d_step {
    if
    :: pi[b] == NONE -> pi[b] = OPEN; printf("provider: the payment of booking %d is begun\n", b)
    :: else
    fi
  }
}

inline capture(b) {
  d_step {
    if
    :: pi[b] == AUTHORISED -> pi[b] = CAPTURED; captures[b]++; out = OK; printf("provider: captured the money of booking %d\n", b)
#ifdef CAPTURE_NOT_REPEATABLE
    :: pi[b] == CAPTURED -> captures[b]++; out = OK; printf("provider: captured the money of booking %d once more\n", b)
#else
    :: pi[b] == CAPTURED -> out = OK
#endif
    :: else -> out = LOST; printf("provider: declines the capture of booking %d\n", b)
    fi;
    must(7, captures[b] <= 1)
  }
}

/* Its first step, the cancellation. A payment that was never begun is created to be cancelled, so that none can begin later. */
inline cancelPayment(b) {
  d_step {
    out = OK;
    if
#ifdef UNBEGUN_NOT_STOPPED
    :: pi[b] == NONE
    :: pi[b] == OPEN || pi[b] == AUTHORISED -> pi[b] = CANCELLED; printf("provider: cancelled the payment of booking %d\n", b)
#else
    :: pi[b] == NONE || pi[b] == OPEN || pi[b] == AUTHORISED -> pi[b] = CANCELLED; printf("provider: cancelled the payment of booking %d\n", b)
#endif
    :: pi[b] == PROCESSING -> out = LOST; printf("provider: the payment of booking %d is being processed and can not be cancelled\n", b)
    :: pi[b] >= CAPTURED
    fi
  }
}
/* Its second step: what was captured goes back in full. */
inline refund(b) {
  d_step {
    if
    :: pi[b] == CAPTURED -> pi[b] = REFUNDED; printf("provider: refunded the money of booking %d\n", b)
    :: else
    fi
  }
}

/* The customer and the bank: once, at any time. */
proctype bank(byte me) {
end_neverPaid:
  if
  :: atomic { pi[me] == OPEN -> pi[me] = AUTHORISED; printf("bank: authorises the payment of booking %d\n", me) }
  :: atomic { pi[me] == OPEN -> pi[me] = PROCESSING; printf("bank: processes the payment of booking %d\n", me) };
     if
     :: pi[me] = AUTHORISED; printf("bank: authorises the payment of booking %d\n", me)
     :: pi[me] = OPEN; printf("bank: refuses the payment of booking %d\n", me)
     fi
  :: atomic { pi[me] == OPEN -> skip } /* the customer walks away */
  fi
}
