// Loaded into a program whose clock a test sets wrong: by TEST_CLOCK_OFFSET_MS, for Date alone. Timers and the monotonic
// clock run as ever, as on a machine whose time was set by hand.
const offset = Number(process.env.TEST_CLOCK_OFFSET_MS ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + offset;
if (offset !== 0) {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
