/* A booking that cannot oversell, lose money or forget: the protocol as src/workflows and src/stores/dynamodb build it. */
#include "state.pml"
#include "store.pml"
#include "provider.pml"
#include "network.pml"
#include "seller.pml"
#include "settling.pml"
#include "judging.pml"
