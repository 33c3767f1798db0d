// Loaded into the action's Node (`--import`): a clock that is wrong by CLOCK_OFFSET_MS, or stands still at CLOCK_FROZEN_MS.
const RealDate = Date;
const frozen = process.env.CLOCK_FROZEN_MS;
const offset = Number(process.env.CLOCK_OFFSET_MS ?? 0);
const now = () => (frozen === undefined ? RealDate.now() + offset : Number(frozen));
globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, property, receiver) => (property === 'now' ? now : Reflect.get(target, property, receiver))
});
export {};
