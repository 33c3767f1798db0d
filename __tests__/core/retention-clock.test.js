// A clock that is wrong, ahead or back, for one run or for one snapshot: nothing is removed because of it.
import { describe, expect, it } from '@jest/globals';
import { days, idOf, keptOf, nights, reasonsOf, standing } from "./retention-examples.js";
describe('a clock that jumps', () => {
    const month = nights(30);
    const today = new Date('2026-11-30T12:00:00Z');
    const rules = { keepDaily: 3, keepWithin: days(14) };
    const [newestNight] = month;
    it('ahead for one run leaves a snapshot that stays, and takes no place from another', () => {
        const wrong = standing(idOf('2036-01-01'));
        const kept = keptOf([...month, wrong], rules, today);
        expect(kept).toEqual([wrong.id, ...keptOf(month, rules, today)]);
        expect(reasonsOf([...month, wrong], rules, today)).toMatchObject({
            [wrong.id]: 'dated in the future',
            [newestNight?.id ?? '']: 'newest, within 14d, daily 1'
        });
    });
    it('ahead while it judges does not end the window before the jump', () => {
        const wrong = standing(idOf('2036-01-01'));
        const duringTheJump = new Date('2036-01-01T00:01:00Z');
        expect(keptOf([...month, wrong], rules, duringTheJump)).toEqual([wrong.id, ...keptOf(month, rules, today)]);
    });
    it('back makes all that was there a thing of the future, and none is removed', () => {
        const wrong = standing(idOf('1970-01-01'), { isLatest: true });
        expect(keptOf([...month, wrong], rules, new Date('1970-01-01T00:01:00Z'))).toHaveLength(31);
    });
    it('back by hours does not remove what `latest` points to', () => {
        const last = standing(idOf('2026-11-30 08:00'));
        const published = standing(idOf('2026-11-30 06:00'), { isLatest: true });
        expect(keptOf([last, published], { keepLast: 1 }, new Date('2026-11-30T06:00:01Z'))).toEqual([
            last.id,
            published.id
        ]);
    });
    it('a little ahead is how clocks are: a day of difference counts as now', () => {
        const now = new Date('2026-11-20T00:00:00Z');
        const snapshots = ['2026-11-21 00:00', '2026-11-20', '2026-11-19'].map(text => standing(idOf(text)));
        expect(keptOf(snapshots, { keepLast: 1 }, now)).toEqual([idOf('2026-11-21')]);
        expect(keptOf([...snapshots, standing(idOf('2026-11-21 00:01'))], { keepLast: 1 }, now)).toEqual([
            idOf('2026-11-21 00:01'),
            idOf('2026-11-21')
        ]);
    });
});
