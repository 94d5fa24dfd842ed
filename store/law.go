package store

import (
	"context"
	"fmt"
	"time"

	"contactgroup/schema"
)

// lawBook is the group's delays and legal regimes, all versions of them.
type lawBook struct {
	schema.Law
	legals []schema.Legal
}

// lawBook reads the rows of clock, clock_use and regime.
func (r reads) lawBook() (b lawBook, err error) {
	if b.Clocks, err = r.clocks(`1 = 1`); err != nil {
		return b, err
	}
	if b.Uses, err = r.clockUses(`1 = 1`); err != nil {
		return b, err
	}
	b.legals, err = r.legals(`1 = 1`)
	return b, err
}

// lawOf is that part of the group's delays from which schema.Law.ClockOf
// chooses for requests of a kind under a regime: the whole fills three tables.
func (r reads) lawOf(p schema.Purpose, k schema.Kind, g schema.Regime) (law schema.Law, err error) {
	law.Uses, err = r.clockUses(`purpose = ? AND kind IN ('', ?) AND regime IN ('', ?)`, p, k, g)
	if err != nil || len(law.Uses) == 0 {
		return law, err
	}
	codes := make([]schema.ClockCode, len(law.Uses))
	for i, u := range law.Uses {
		codes[i] = u.Clock
	}
	law.Clocks, err = r.clocks(`code IN (?)`, codes)
	return law, err
}

// clockUses returns which clocks are used for what by a condition on table clock_use, the oldest first.
func (r reads) clockUses(where string, args ...any) ([]schema.ClockUse, error) {
	var rows []struct {
		Purpose schema.Purpose
		Kind    schema.Kind
		Regime  schema.Regime
		Clock   schema.ClockCode
		From    int64  `db:"from_at"`
		Noted   int64  `db:"noted_at"`
		By      string `db:"noted_by"`
	}
	err := r.all(&rows, `SELECT purpose, kind, regime, clock, from_at, noted_at, noted_by FROM clock_use WHERE `+where+` ORDER BY id`, args...)
	out := make([]schema.ClockUse, len(rows))
	for i, u := range rows {
		out[i] = schema.ClockUse{Purpose: u.Purpose, Kind: u.Kind, Regime: u.Regime, Clock: u.Clock,
			From: instant(u.From), Noted: instant(u.Noted), NotedBy: u.By}
	}
	return out, err
}

// clocks returns the versions of clocks by a condition on table clock, by code.
func (r reads) clocks(where string, args ...any) ([]schema.Clock, error) {
	var rows []struct {
		Code    schema.ClockCode
		Version int
		MS      int64 `db:"duration_ms"`
		Months  int
		Starts  schema.ClockOrigin
		Source  string
		From    int64  `db:"from_at"`
		Noted   int64  `db:"noted_at"`
		By      string `db:"noted_by"`
	}
	err := r.all(&rows, `SELECT code, version, duration_ms, months, starts, source, from_at, noted_at, noted_by FROM clock WHERE `+where+` ORDER BY code, version`, args...)
	out := make([]schema.Clock, len(rows))
	for i, c := range rows {
		out[i] = schema.Clock{Code: c.Code, Version: c.Version, Duration: time.Duration(c.MS) * time.Millisecond, Months: c.Months,
			Starts: c.Starts, Source: c.Source, From: instant(c.From), Noted: instant(c.Noted), NotedBy: c.By}
	}
	return out, err
}

// legals returns the versions of legal regimes by a condition on table regime, by code.
func (r reads) legals(where string, args ...any) ([]schema.Legal, error) {
	var rows []struct {
		Code         schema.Regime
		Version      int
		French       string `db:"name_fr"`
		English      string `db:"name_en"`
		Text, Source string
		From         int64  `db:"from_at"`
		Until        int64  `db:"until_at"`
		Noted        int64  `db:"noted_at"`
		By           string `db:"noted_by"`
	}
	err := r.all(&rows, `SELECT code, version, name_fr, name_en, text, source, from_at, until_at, noted_at, noted_by FROM regime WHERE `+where+` ORDER BY code, version`, args...)
	out := make([]schema.Legal, len(rows))
	for i, v := range rows {
		out[i] = schema.Legal{Code: v.Code, Version: v.Version, French: v.French, English: v.English, Text: v.Text, Source: v.Source,
			From: instant(v.From), Until: instant(v.Until), Noted: instant(v.Noted), NotedBy: v.By}
	}
	return out, err
}

// checkRegime refuses a regime that is unknown or not in force.
func (t *tx) checkRegime(code schema.Regime) error {
	versions, err := t.legals(`code = ?`, code)
	if err != nil {
		return err
	}
	v, known := schema.LegalAt(versions, code, t.now)
	switch {
	case !known:
		return schema.Invalid(schema.WhyUnknown, "regime", string(code))
	case !v.InForce(t.now):
		return schema.Invalid(schema.WhyNotInForce, "regime", string(code))
	}
	return nil
}

// foundLaw gives a group the delays and regimes that every group starts with,
// those of them that it has not yet.
func (t *tx) foundLaw() error {
	var clocks, uses, legals [][]any
	for _, c := range schema.DefaultLaw.Clocks {
		clocks = append(clocks, []any{c.Code, c.Version, c.Duration.Milliseconds(), c.Months, c.Starts, c.Source})
	}
	for _, u := range schema.DefaultLaw.Uses {
		uses = append(uses, []any{u.Purpose, u.Kind, u.Regime, u.Clock})
	}
	for _, v := range schema.DefaultLegals {
		legals = append(legals, []any{v.Code, v.Version, v.French, v.English, v.Text, v.Source})
	}
	for _, part := range []struct {
		table, columns string
		rows           [][]any
	}{
		{"clock", "code, version, duration_ms, months, starts, source", clocks},
		{"clock_use", "purpose, kind, regime, clock", uses},
		{"regime", "code, version, name_fr, name_en, text, source", legals},
	} {
		var present int
		if err := t.one(&present, `SELECT count(*) FROM `+part.table); err != nil {
			return err
		}
		if present > 0 {
			continue
		}
		if err := t.insertRows(`INSERT INTO `+part.table+` (`+part.columns+`)`, part.rows); err != nil {
			return err
		}
	}
	return nil
}

// settleLaw gives a group that an older program founded its rows of law.
func (db *DB) settleLaw(ctx context.Context) error {
	founded, err := db.Founded(ctx)
	if err != nil || !founded {
		return err
	}
	var lacking bool
	err = db.reading(ctx).one(&lacking, `SELECT NOT EXISTS (SELECT 1 FROM regime) OR NOT EXISTS (SELECT 1 FROM clock_use)`)
	if err != nil || !lacking {
		return err
	}
	err = db.write(ctx, func(t *tx) error {
		if t.db.engine.name == "postgres" { // of nodes that start together one does it
			if _, err := t.exec(`LOCK TABLE regime, clock_use IN EXCLUSIVE MODE`); err != nil {
				return err
			}
		}
		return t.foundLaw()
	})
	if err != nil {
		return fmt.Errorf("delays and regimes: %w", err)
	}
	return nil
}
