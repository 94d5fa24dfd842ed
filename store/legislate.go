package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"contactgroup/schema"
)

// longestDelay bounds what a clock can give.
const longestDelay = 10 * 366 * 24 * time.Hour

// Law returns the group's delays, past and future versions among them. All members may know.
func (d *Desk) Law(ctx context.Context) (schema.Law, error) {
	var b lawBook
	err := d.view(ctx, func(r reads) (err error) {
		b, err = r.lawBook()
		return err
	})
	return b.Law, err
}

// Legals returns the group's legal regimes in all their versions, by code. All members may know.
func (d *Desk) Legals(ctx context.Context) ([]schema.Legal, error) {
	var out []schema.Legal
	err := d.view(ctx, func(r reads) (err error) {
		out, err = r.legals(`1 = 1`)
		return err
	})
	return out, err
}

// legislate runs one of the commands by which the group's counsel keeps its law.
func legislate[T any](ctx context.Context, d *Desk, v schema.Verb, fn func(*tx) (T, error)) (T, error) {
	return command(ctx, d, func(t *tx) (T, error) {
		t.changesStanding()
		if err := schema.MayLegislate(d.who, v); err != nil {
			var none T
			return none, err
		}
		return fn(t)
	})
}

// AddClock puts a delay on record that the group did not know. From counts as in UpdateClock.
func (d *Desk) AddClock(ctx context.Context, c schema.Clock) (schema.Clock, error) {
	return legislate(ctx, d, schema.VerbAdd, func(t *tx) (schema.Clock, error) {
		law, err := t.lawBook()
		if err != nil {
			return c, err
		}
		var clean cleaner
		clean.check(schema.ValidCode(string(c.Code)), schema.WhyUnknown, "code", string(c.Code))
		clean.check(!slices.ContainsFunc(law.Clocks, func(k schema.Clock) bool { return k.Code == c.Code }), schema.WhyExists, "code", string(c.Code))
		clean.check(slices.Contains(schema.ClockOrigins, c.Starts), schema.WhyUnknown, "starts", string(c.Starts))
		if clean.err != nil {
			return c, clean.err
		}
		return t.putClock(d.who, schema.VerbAdd, schema.Clock{}, c)
	})
}

// UpdateClock puts a further version of a delay on record, in force from From
// (zero: now; not in the past). What c leaves empty is as it would have been.
// Requests that began with another version keep it.
func (d *Desk) UpdateClock(ctx context.Context, c schema.Clock) (schema.Clock, error) {
	return legislate(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Clock, error) {
		law, err := t.lawBook()
		if err != nil {
			return c, err
		}
		was, known := law.InForce(c.Code, cmp.Or(c.From, t.now))
		if !known {
			return c, schema.NotFound(string(c.Code))
		}
		c.Version = 0
		for _, k := range law.Clocks {
			if k.Code == c.Code {
				c.Version = max(c.Version, k.Version)
			}
		}
		c.Starts, c.Source = was.Starts, cmp.Or(c.Source, was.Source)
		if c.Duration == 0 && c.Months == 0 {
			c.Duration, c.Months = was.Duration, was.Months
		}
		return t.putClock(d.who, schema.VerbUpdate, was, c)
	})
}

// putClock writes the version that follows c.Version and tells everybody.
func (t *tx) putClock(who schema.Actor, v schema.Verb, was, c schema.Clock) (schema.Clock, error) {
	var clean cleaner
	c.Source = clean.line("source", c.Source)
	clean.check(c.Source != "", schema.WhyEmpty, "source", "")
	right := (c.Duration == 0) != (c.Months == 0) && c.Duration >= 0 && c.Months >= 0 && c.Duration <= longestDelay && c.Months <= 120
	clean.check(right && c.Duration%time.Minute == 0, schema.WhyOneDelay, "duration", c.Delay())
	from, err := t.inForceFrom(c.From)
	clean.keep(err)
	if clean.err != nil {
		return c, clean.err
	}
	c.From, c.Noted, c.NotedBy = from, t.now, who.NameFor(0)
	c.Version++
	_, err = t.exec(`INSERT INTO clock (code, version, duration_ms, months, starts, source, from_at, noted_at, noted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.Code, c.Version, c.Duration.Milliseconds(), c.Months, c.Starts, c.Source, stamp(c.From), stamp(c.Noted), c.NotedBy)
	if err != nil {
		return c, err
	}
	before := ""
	if was.Version > 0 {
		before = was.Delay()
	}
	return c, t.tellLaw(who, v, schema.NounClock, string(c.Code), c.Source, before, c.Delay(), c.From)
}

// UseClock tells which clock requests of a kind under a regime, each empty for
// any, have for a purpose from u.From on (zero: now; not in the past); an empty
// clock: none. Requests that are on their way keep theirs.
func (d *Desk) UseClock(ctx context.Context, u schema.ClockUse) (schema.ClockUse, error) {
	return legislate(ctx, d, schema.VerbUse, func(t *tx) (schema.ClockUse, error) {
		book, err := t.lawBook()
		if err != nil {
			return u, err
		}
		var clean cleaner
		clean.check(slices.Contains(schema.Purposes, u.Purpose), schema.WhyUnknown, "purpose", string(u.Purpose))
		clean.check(u.Kind == "" || slices.Contains(schema.Kinds, u.Kind), schema.WhyUnknown, "kind", string(u.Kind))
		_, known := schema.LegalAt(book.legals, u.Regime, cmp.Or(u.From, t.now))
		clean.check(u.Regime == "" || known, schema.WhyUnknown, "regime", string(u.Regime))
		if u.Clock != "" {
			c, known := book.InForce(u.Clock, cmp.Or(u.From, t.now))
			clean.check(known && c.Starts.Fits(u.Purpose), schema.WhyUnknown, "clock", string(u.Clock))
		}
		from, err := t.inForceFrom(u.From)
		clean.keep(err)
		if clean.err != nil {
			return u, clean.err
		}
		u.From, u.Noted, u.NotedBy = from, t.now, d.who.NameFor(0)
		if _, err := t.exec(`INSERT INTO clock_use (purpose, kind, regime, clock, from_at, noted_at, noted_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			u.Purpose, u.Kind, u.Regime, u.Clock, stamp(u.From), stamp(u.Noted), u.NotedBy); err != nil {
			return u, err
		}
		before := ""
		if was, ok := book.ClockOf(u.Purpose, u.Kind, u.Regime, t.now); ok {
			before = string(was.Code)
		}
		return u, t.tellLaw(d.who, schema.VerbUse, schema.NounClock, string(cmp.Or(u.Clock, schema.ClockCode(before))), string(u.Kind)+" "+string(u.Regime),
			before, string(u.Clock), u.From)
	})
}

// AddRegime puts a legal regime on record that the group did not know. From counts as in UpdateRegime.
func (d *Desk) AddRegime(ctx context.Context, v schema.Legal) (schema.Legal, error) {
	return legislate(ctx, d, schema.VerbAdd, func(t *tx) (schema.Legal, error) {
		book, err := t.lawBook()
		if err != nil {
			return v, err
		}
		var clean cleaner
		clean.check(schema.ValidCode(string(v.Code)), schema.WhyUnknown, "code", string(v.Code))
		clean.check(!slices.ContainsFunc(book.legals, func(k schema.Legal) bool { return k.Code == v.Code }), schema.WhyExists, "code", string(v.Code))
		if clean.err != nil {
			return v, clean.err
		}
		v.Version = 0
		return t.putLegal(d.who, schema.VerbAdd, schema.Legal{}, v)
	})
}

// UpdateRegime puts a further version of a regime on record, in force from From
// (zero: now; not in the past) until Until (zero: until further notice). Names,
// text and source that v leaves empty stay as they would have been.
func (d *Desk) UpdateRegime(ctx context.Context, v schema.Legal) (schema.Legal, error) {
	return legislate(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Legal, error) {
		book, err := t.lawBook()
		if err != nil {
			return v, err
		}
		was, known := schema.LegalAt(book.legals, v.Code, cmp.Or(v.From, t.now))
		if !known {
			return v, schema.NotFound(string(v.Code))
		}
		v.Version = 0
		for _, k := range book.legals {
			if k.Code == v.Code {
				v.Version = max(v.Version, k.Version)
			}
		}
		v.French, v.English, v.Text, v.Source = cmp.Or(v.French, was.French), cmp.Or(v.English, was.English), cmp.Or(v.Text, was.Text), cmp.Or(v.Source, was.Source)
		return t.putLegal(d.who, schema.VerbUpdate, was, v)
	})
}

// putLegal writes the version that follows v.Version and tells everybody.
func (t *tx) putLegal(who schema.Actor, verb schema.Verb, was, v schema.Legal) (schema.Legal, error) {
	var clean cleaner
	v.French, v.English, v.Source = clean.line("name", v.French), clean.line("name", v.English), clean.line("source", v.Source)
	v.Text = clean.text("text", v.Text)
	clean.check(v.French != "" && v.English != "", schema.WhyEmpty, "name", "")
	from, err := t.inForceFrom(v.From)
	clean.keep(err)
	clean.check(v.Until.IsZero() || v.Until.After(from), schema.WhyPast, "until", timeText(v.Until))
	if clean.err != nil {
		return v, clean.err
	}
	v.From, v.Noted, v.NotedBy = from, t.now, who.NameFor(0)
	v.Version++
	_, err = t.exec(`INSERT INTO regime (code, version, name_fr, name_en, text, source, from_at, until_at, noted_at, noted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.Code, v.Version, v.French, v.English, v.Text, v.Source, stamp(v.From), stamp(v.Until), stamp(v.Noted), v.NotedBy)
	if err != nil {
		return v, err
	}
	return v, t.tellLaw(who, verb, schema.NounRegime, string(v.Code), v.Source, was.French, v.French, v.From)
}

// inForceFrom is when a row of law begins to count: now, or a moment to come.
// The present day, which has begun already, means now.
func (t *tx) inForceFrom(from time.Time) (time.Time, error) {
	loc := t.db.location()
	switch {
	case from.IsZero(), !from.After(t.now) && schema.DateOf(from, loc) == schema.DateOf(t.now, loc):
		return t.now, nil
	case from.Before(t.now):
		return from, schema.Invalid(schema.WhyPast, "from", timeText(from))
	}
	return from.UTC(), nil
}

// tellLaw writes a change of the law into everybody's log.
func (t *tx) tellLaw(who schema.Actor, v schema.Verb, n schema.Noun, code, text, before, after string, from time.Time) error {
	audiences, err := t.everybody()
	t.record(record{Actor: who, Verb: v, Noun: n, Ref: code, Text: text, Audiences: audiences, Changes: []schema.Change{
		{Field: schema.FieldText, From: before, To: after}, {Field: schema.FieldFrom, To: timeText(from)}}})
	return err
}
