package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// sittingVerbs are the verbs of a meeting while it is held, and its cadence.
func sittingVerbs(may func(schema.Verb) func(*call) error) []verb {
	return []verb{
		{name: "open", usage: "REF", min: 1, max: 1, flags: writeFlags, may: may(schema.VerbOpen), run: meetBy(schema.VerbOpen)},
		{name: "point", usage: "REF N", min: 2, max: 2, flags: writeFlags, may: may(schema.VerbPoint), run: treatPoint},
		{name: "pause", usage: "REF", min: 1, max: 1, flags: writeFlags, may: may(schema.VerbPause), run: meetBy(schema.VerbPause)},
		{name: "cadence", usage: "[CADENCE|none] [--format FORMAT]", max: 1, flags: append([]string{"format"}, addFlags...), may: mayRead(schema.VerbCadence), columns: columnsOf(rhythmForm), run: cadence},
	}
}

// mayRead lets every role type a verb without words, and with words those who
// lead the group.
func mayRead(v schema.Verb) func(*call) error {
	return func(c *call) error {
		if len(c.args) == 0 {
			return nil
		}
		return schema.MayLead(c.s.Desk.Who(), v)
	}
}

// treatPoint comes to a point of the agenda and runs its timer.
func treatPoint(c *call) error {
	n, err := c.point(c.args[1])
	if err != nil {
		return err
	}
	return c.meeting(schema.MeetingStep{Verb: schema.VerbPoint, N: n})
}

// rhythmForm is the cadence of the group.
var rhythmForm = shape[schema.Rhythm]{
	ref: func(r schema.Rhythm) string { return string(r.Every) },
	object: func(_ *call, r schema.Rhythm) export.Object {
		var next any
		if !r.Next.IsZero() {
			next = r.Next.UTC().Format(time.RFC3339)
		}
		return export.Object{{Name: "cadence", Value: orNull(string(r.Every))}, {Name: "next_at", Value: next}}
	},
	words: map[string]func(*lang.Words, string) string{
		"cadence": func(w *lang.Words, s string) string { return w.Sitting.Cadences[schema.Cadence(s)] },
	},
}

// cadence shows how often the group meets, or sets it by a code or its word.
func cadence(c *call) error {
	format, err := c.kindOfMeeting(schema.MeetingPlenary)
	if err != nil {
		return err
	}
	if len(c.args) == 0 {
		r, err := c.s.Desk.Rhythm(c.ctx, format)
		if err == nil && c.form.format == "" {
			c.line(c.rhythm(r))
			return nil
		}
		return show(c, rhythmForm, one(r, err), err)
	}
	every, err := c.parseCadence(c.args[0])
	if err != nil {
		return err
	}
	r, err := c.s.Desk.SetCadence(c.writing(""), format, every)
	return finish(c, rhythmForm, c.rhythm(r), one(r, err), err)
}

// kindOfMeeting reads --format by code or by word.
func (c *call) kindOfMeeting(absent schema.MeetingFormat) (schema.MeetingFormat, error) {
	asked := schema.Fold(c.textOr("format", string(absent)))
	for _, known := range schema.MeetingFormats {
		if strings.ReplaceAll(asked, " ", "_") == string(known) || asked == schema.Fold(c.words.Domain.Formats[known]) {
			return known, nil
		}
	}
	return "", schema.Invalid(schema.WhyUnknown, "format", c.text("format"))
}

// parseCadence reads a cadence; "none" is the empty one.
func (c *call) parseCadence(word string) (schema.Cadence, error) {
	asked := schema.Fold(strings.ReplaceAll(word, "-", "_"))
	if isNone(word) {
		return "", nil
	}
	for _, known := range schema.Cadences {
		if asked == string(known) || asked == schema.Fold(c.words.Sitting.Cadences[known]) {
			return known, nil
		}
	}
	return "", c.usage(lang.Fill(c.words.Command.BadFlag, "flag", string(schema.FieldCadence), "value", schema.VisibleLine(word), "allowed", names(schema.Cadences)+", none"))
}

// rhythm is the cadence in words, with the date that it proposes.
func (c *call) rhythm(r schema.Rhythm) string {
	t := c.words.Sitting
	if r.Next.IsZero() {
		return lang.Fill(t.Cadence, "cadence", t.Cadences[r.Every])
	}
	return lang.Fill(t.CadenceTo, "cadence", t.Cadences[r.Every], "date", c.inZone(r.Next))
}

func (c *call) inZone(at time.Time) string { return at.In(c.shown).Format(time.RFC3339) }

// proposed is the next date of the cadence, which "--starts next" takes; without
// --starts it is told.
func (c *call) proposed() (time.Time, error) {
	r, err := c.s.Desk.Rhythm(c.ctx, schema.MeetingPlenary)
	switch {
	case err != nil:
		return r.Next, err
	case c.given("starts") && r.Next.IsZero():
		return r.Next, &refusal{exitState, c.words.Sitting.NoProposal}
	case c.given("starts"):
		return r.Next, nil
	case r.Next.IsZero():
		return r.Next, c.usage(lang.Fill(c.words.Command.MissingFlag, "flag", "--starts"))
	}
	return r.Next, c.usage(lang.Fill(c.words.Sitting.NoStarts, "date", c.inZone(r.Next)))
}

// conveneMeeting convenes, or with --show writes the text of the convocation.
func conveneMeeting(c *call) error {
	if !c.on("show") {
		return c.meeting(schema.MeetingStep{Verb: schema.VerbConvene})
	}
	m, err := c.s.Desk.Meeting(c.ctx, c.args[0])
	if err != nil {
		return c.noNext(c.args[0], err)
	}
	orgs, err := c.s.Desk.Organisations(c.ctx)
	if err != nil {
		return err
	}
	_, err = c.out.WriteString(c.words.Convening(m, c.s.Desk.Group().Name, schema.OrganisationNames(orgs), c.groupZone()))
	return err
}

// closeMeeting closes, or with --show tells what closing would freeze and carry
// over. The next meeting is drafted by the cadence unless --no-next is given.
func closeMeeting(c *call) error {
	m, err := c.s.Desk.Meeting(c.ctx, c.args[0])
	if err != nil {
		return c.noNext(c.args[0], err)
	}
	got, err := c.s.Desk.Closing(c.ctx, m.ID)
	if err != nil && c.on("show") {
		return err
	}
	step := c.words.Closing(m)
	if c.on("no-next") {
		got.Drafts, step = time.Time{}, schema.MeetingStep{Verb: schema.VerbClose}
	}
	if c.on("show") {
		for line := range strings.SplitSeq(c.words.ClosingText(got, c.zone, c.groupZone()), "\n") {
			c.line(line)
		}
		return nil
	}
	if err := c.meeting(step); err != nil || got.Drafts.IsZero() {
		return err
	}
	c.say(lang.Fill(c.words.Sitting.Drafted, "starts", c.words.Time.Starts(got.Drafts, c.zone, c.groupZone())))
	return nil
}

// boardForm is one group of a board of action items.
var boardForm = shape[schema.ActionGroup]{
	ref: func(g schema.ActionGroup) string { return g.Key },
	object: func(c *call, g schema.ActionGroup) export.Object {
		refs := []string{}
		for _, x := range g.Actions {
			refs = append(refs, x.Ref)
		}
		return export.Object{{Name: "group", Value: orNull(g.Key)}, {Name: "name", Value: c.words.GroupName(c.grouping(), g.Key, nil)}, {Name: "pending", Value: len(g.Actions)},
			{Name: "overdue", Value: g.Overdue}, {Name: "soon", Value: g.Soon}, {Name: "actions", Value: refs}}
	},
	columns: []string{"name", "pending", "overdue", "soon"},
}

// grouping is the one asked for, by owner without.
func (c *call) grouping() schema.Grouping {
	if asked := schema.Grouping(schema.Fold(c.text("by"))); slices.Contains(schema.Groupings, asked) {
		return asked
	}
	return schema.ByOwner
}

// board writes the pending action items in groups, with their counts.
func board(c *call) error {
	if c.given("by") && string(c.grouping()) != schema.Fold(c.text("by")) {
		return c.badFlag("by", names(schema.Groupings))
	}
	var all []schema.Action
	for after := ""; ; {
		page, err := c.s.Desk.Actions(c.ctx, schema.List{After: after, Limit: 500})
		if err != nil {
			return err
		}
		all = append(all, page.Items...)
		if after = page.Next; after == "" {
			break
		}
	}
	return listAll(c, boardForm, schema.Board(all, c.grouping(), schema.DateOf(c.s.Desk.Now(), c.groupZone())))
}

// boardVerb is the board among the verbs of action items.
func boardVerb() verb {
	return verb{name: "board", usage: "[--by owner|due|theme]", flags: append([]string{"by"}, shortFlags...), columns: columnsOf(boardForm), run: board}
}

// decideInMeeting adds a decision, or words one anew with --decision. "-" reads it from stdin.
func decideInMeeting(c *call) error {
	n, err := c.number("decision", 1, 10_000)
	if err != nil {
		return err
	}
	text, err := c.bodyOn(c.args[1:])
	if err != nil {
		return err
	}
	return c.meeting(schema.MeetingStep{Verb: schema.VerbDecide, N: n, Text: text})
}

// pointFrom is the point that the flags of "meeting agenda" describe: "none" takes away.
func (c *call) pointFrom() (schema.AgendaPoint, error) {
	p := schema.AgendaPoint{Rapporteur: strings.ToLower(c.text("rapporteur")), Links: c.texts("link")}
	if isNone(c.text("rapporteur")) {
		p.Rapporteur = schema.Nobody
	}
	if isNone(c.text("minutes")) {
		p.Minutes = schema.NoMinutes
		return p, nil
	}
	var err error
	p.Minutes, err = c.number("minutes", 1, 24*60)
	return p, err
}

// isNone reports whether a word takes a value away.
func isNone(word string) bool {
	return slices.Contains([]string{"none", "aucun", "aucune", "sans"}, schema.Fold(word))
}

// attendanceMode reads how somebody attends, by code or by word.
func (c *call) attendanceMode() schema.AttendanceMode {
	mode := schema.Fold(c.textOr("mode", "present"))
	for code, word := range c.words.Meeting.Modes {
		if schema.Fold(word) == mode {
			return code
		}
	}
	return mode
}

// pointLine is a point of the agenda for people: with "meeting show".
func pointLine(c *call, m schema.Meeting, p schema.AgendaPoint) []string {
	timer := ""
	if spent := int(m.Elapsed(p.N, c.s.Desk.Now()) / time.Minute); spent > 0 || p.N == m.Live.Point {
		timer = lang.Fill(c.words.Sitting.Timer, "n", strconv.Itoa(spent))
	}
	if p.N == m.Live.Point {
		timer = c.words.Sitting.Running + " " + timer
	}
	return append([]string{itoa(p.N) + ".", p.Title, p.Rapporteur, timer}, p.Links...)
}

// changeLines are the changes of a version of minutes against the one before.
func changeLines(c *call, v schema.MinutesVersion) [][]string {
	var out [][]string
	for _, line := range c.words.MinutesChanges(v) {
		out = append(out, []string{"", line})
	}
	return out
}
