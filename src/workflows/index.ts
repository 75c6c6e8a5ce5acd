// The entry of the workflow bundle: every workflow type by its name.
export { booking } from './booking';
export { eraseAccount } from './eraseAccount';
export { importNetwork } from './importNetwork';
export { lateMoney } from './lateMoney';
export { materialise } from './materialise';
export { reconcile } from './reconcile';
export { recompute } from './recompute';
