package store

import (
	"time"

	"contactgroup/schema"
)

// erasureOverdue counts the things, mails, calls and entries of sessions, alerts
// and contacts whose retention is over on the day of now, and the things with
// which an erasure began that was cut off.
func (r reads) erasureOverdue(now time.Time) (overdue, unfinished int, err error) {
	all, err := r.retentions()
	if err != nil {
		return 0, 0, err
	}
	var name string
	if err := r.one(&name, `SELECT zone FROM group_info WHERE id = 1`); err != nil {
		return 0, 0, err
	}
	zone := schema.Zone(name)
	for _, keep := range schema.RetentionsInForce(all) {
		day := keep.Before(schema.DateOf(now, zone))
		if day.IsZero() {
			continue
		}
		n, err := r.overdueOf(keep.Noun, day.Start(zone))
		if err != nil {
			return 0, 0, err
		}
		overdue += n
	}
	err = r.one(&unfinished, `SELECT count(*) FROM erasing`)
	return overdue, unfinished, err
}

// overdueOf counts what of a noun was past by an instant and is there still.
func (r reads) overdueOf(noun schema.Noun, end time.Time) (n int, err error) {
	if of, ends := endings[noun]; ends {
		s := share{noun: noun, end: end}
		past, args := s.past()
		err = r.one(&n, `SELECT count(*) FROM `+of.table+` q WHERE q.erased = '' AND `+past, args...)
		return n, err
	}
	if of, posted := posts[noun]; posted {
		if err = r.one(&n, `SELECT count(*) FROM `+of.table+` q WHERE `+of.past, stamp(end)); err != nil || n > 0 {
			return n, err
		}
	}
	if noun == schema.NounNotice {
		return n, nil // no log tells of them
	}
	err = r.one(&n, `SELECT count(*) FROM log_entry WHERE noun = ? AND payload IS NOT NULL AND at < ?`, noun, stamp(end))
	return n, err
}
