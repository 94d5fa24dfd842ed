package command

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func mayCall(c *call) error {
	return schema.MayCall(c.s.Desk.Who(), schema.MeetingPlan{Internal: c.on("internal")})
}

// newMeeting plans a meeting. Its title is that of its format unless one is given.
func newMeeting(c *call) error {
	plan, err := c.plan()
	if err == nil && plan.Starts.IsZero() {
		_, err = c.proposed()
	}
	if err != nil {
		return err
	}
	if plan.Format, err = c.kindOfMeeting(""); err != nil {
		return err
	}
	if plan.Title == "" {
		plan.Title = c.words.Meeting.Untitled[plan.Format]
	}
	plan.Invited, plan.Internal = c.parts("invite"), c.on("internal")
	m, err := c.s.Desk.NewMeeting(c.writing(""), plan)
	return finish(c, meetingForm, c.words.Domain.Done[schema.VerbNew], one(m, err), err)
}

// plan reads what a meeting is planned with. A time in the past is of a meeting put on record afterwards.
func (c *call) plan() (schema.MeetingPlan, error) {
	plan := schema.MeetingPlan{Title: c.text("title"), Place: c.text("place")}
	if !c.given("starts") {
		return plan, nil
	}
	if schema.Fold(c.text("starts")) == "next" {
		var err error
		plan.Starts, err = c.proposed()
		return plan, err
	}
	at, err := time.Parse(time.RFC3339, c.text("starts"))
	if err != nil {
		at, err = schema.ParseWhen(c.text("starts"), c.s.Desk.Now(), c.zone)
	}
	plan.Starts = at
	return plan, err
}

// meeting does a step to the meeting that the first word names, and tells of it.
func (c *call) meeting(step schema.MeetingStep) error {
	find := func(ctx context.Context, ref string) (schema.Meeting, error) {
		m, err := c.s.Desk.Meeting(ctx, ref)
		return m, c.noNext(ref, err)
	}
	return changeEach(c, meetingForm, step.Verb, c.args[:1], find, func(ctx context.Context, m schema.Meeting, rev int) (schema.Meeting, error) {
		return c.s.Desk.Meet(ctx, m.ID, rev, step)
	})
}

// meetBy does a verb that needs nothing but its meeting.
func meetBy(v schema.Verb) func(*call) error {
	return func(c *call) error { return c.meeting(schema.MeetingStep{Verb: v}) }
}

func editMeeting(c *call) error {
	plan, err := c.plan()
	if err != nil {
		return err
	}
	return c.meeting(schema.MeetingStep{Verb: schema.VerbEdit, Plan: plan})
}

func inviteToMeeting(c *call) error {
	return c.meeting(schema.MeetingStep{Verb: schema.VerbInvite, Plan: schema.MeetingPlan{Invited: c.args[1:]}})
}

// changeAgenda reads "add TITLE", "edit N TITLE", "move N TO" or "remove N".
func changeAgenda(c *call) error {
	change, ok := lang.AgendaWords[schema.Fold(c.args[1])]
	rest := c.args[2:]
	point, err := c.pointFrom()
	if err != nil {
		return err
	}
	step := schema.MeetingStep{Verb: schema.VerbAgenda, Change: change, Point: point, Unlink: c.texts("unlink")}
	if !ok {
		return c.usage(lang.Fill(c.words.Command.BadValue, "flag", "agenda", "value", schema.VisibleLine(c.args[1])))
	}
	if change != schema.AgendaAdd {
		if step.N, err = c.point(rest[0]); err != nil {
			return err
		}
		rest = rest[1:]
	}
	switch {
	case change != schema.AgendaEdit && c.given("unlink"):
		return c.badFlag("unlink", "edit N")
	case change == schema.AgendaMove && len(rest) != 1, change == schema.AgendaRemove && len(rest) != 0:
		return c.usage(c.words.Command.MissingArg)
	case change == schema.AgendaMove:
		step.To, err = c.point(rest[0])
	default:
		step.Point.Title = strings.Join(rest, " ")
	}
	if err != nil {
		return err
	}
	return c.meeting(step)
}

// point reads the number of a point.
func (c *call) point(word string) (int, error) {
	n, err := strconv.Atoi(word)
	if err != nil {
		return 0, schema.Invalid(schema.WhyUnknown, "point", word)
	}
	return n, nil
}

// attendMeeting signs somebody in; the words of a name need no quotes, which ssh would lose.
func attendMeeting(c *call) error {
	return c.meeting(schema.MeetingStep{Verb: schema.VerbAttend,
		Attendance: schema.Attendance{Org: strings.ToLower(c.args[1]), Person: strings.Join(c.args[2:], " "), Mode: c.attendanceMode()}})
}

// correctMeeting reads the new text of one decision, or a JSON object that
// holds what changes: title, place, attendance, decisions, actions.
func correctMeeting(c *call) error {
	n, err := c.number("decision", 1, 10_000)
	if err != nil {
		return err
	}
	text, err := c.stdin()
	if err != nil {
		return err
	}
	step := schema.MeetingStep{Verb: schema.VerbCorrect, Text: c.text("reason")}
	if n > 0 {
		step.Correction.Decisions = []schema.Decision{{N: n, Text: text}}
	} else if step.Correction, err = readCorrection(text); err != nil {
		return err
	}
	return c.meeting(step)
}

// readCorrection reads a correction in the names that "meeting show --json" uses.
func readCorrection(text string) (schema.Correction, error) {
	var in struct {
		Title, Place *string
		Attendance   []struct{ Organisation, Person, Mode string }
		Decisions    []struct {
			N    int
			Text string
		}
		Actions []struct{ Ref, Text string }
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil || decoder.More() {
		return schema.Correction{}, schema.Invalid(schema.WhyCorrection, "json", "")
	}
	out := schema.Correction{Title: in.Title, Place: in.Place}
	for _, a := range in.Attendance {
		out.Attendance = append(out.Attendance, schema.Attendance{Org: strings.ToLower(a.Organisation), Person: a.Person, Mode: a.Mode})
	}
	for _, d := range in.Decisions {
		out.Decisions = append(out.Decisions, schema.Decision{N: d.N, Text: d.Text})
	}
	for _, a := range in.Actions {
		out.Actions = append(out.Actions, schema.ActionText{Ref: strings.ToUpper(a.Ref), Text: a.Text})
	}
	return out, nil
}

// writeMinutes writes the frozen minutes byte for byte: their SHA-256 is the
// one that the meeting shows.
func writeMinutes(c *call) error {
	version, err := c.number("version", 1, 10_000)
	if err != nil {
		return err
	}
	body, err := c.s.Desk.Minutes(c.ctx, c.args[0], version)
	if err != nil {
		return c.noNext(c.args[0], err)
	}
	_, err = c.out.Write(body)
	return err
}
