// The entry of the workflow bundle: every workflow type by its name.
export { booking } from './booking';
export { eraseAccount } from './eraseAccount';
export { importNetwork } from './importNetwork';
export { materialise } from './materialise';
export { recompute } from './recompute';
