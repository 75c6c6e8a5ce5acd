// The entry of the workflow bundle: every workflow type by its name.
export { booking } from './booking';
