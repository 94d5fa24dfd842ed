package command

import (
	"context"
	"errors"
	"strings"

	"contactgroup/schema"
)

// meetingVerbs are the verbs of the noun meeting; next is the earliest one that has not been held.
func meetingVerbs() []verb {
	may := func(v schema.Verb) func(*call) error { return roles(v, everyOwner...) } // one's own organisation's; the Desk knows which
	write := func(more ...string) []string { return append(more, writeFlags...) }
	return append([]verb{
		{name: "list", flags: append([]string{"ics"}, changingFlags...), run: listMeetings},
		{name: "show", usage: "next|REF…|-", min: 1, max: -1, flags: showFlags, run: showMeetings},
		{name: "new", usage: "--format FORMAT --starts TIME|next [--place PLACE] [--title TITLE] [--invite ORG]… [--internal]",
			flags: append([]string{"format", "starts", "place", "title", "invite", "internal"}, addFlags...), needs: []string{"format"},
			may: mayCall, run: newMeeting},
		{name: "edit", usage: "REF [--starts TIME] [--place PLACE] [--title TITLE]", min: 1, max: 1, flags: write("starts", "place", "title"), may: may(schema.VerbEdit), run: editMeeting},
		{name: "invite", usage: "REF ORG…", min: 2, max: -1, flags: write(), may: may(schema.VerbInvite), run: inviteToMeeting},
		{name: "agenda", usage: "REF add TITLE | edit N [TITLE] | move N TO | remove N [--minutes N] [--rapporteur ORG] [--link REF]… [--unlink REF]…", min: 3, max: -1,
			flags: write("minutes", "rapporteur", "link", "unlink"), may: may(schema.VerbAgenda), run: changeAgenda},
		{name: "remove", usage: "REF", min: 1, max: 1, flags: write(), may: may(schema.VerbRemove), run: meetBy(schema.VerbRemove)},
		{name: "convene", usage: "REF [--show]", min: 1, max: 1, flags: write("show"), may: may(schema.VerbConvene), run: conveneMeeting},
		{name: "attend", usage: "REF ORG PERSON [--mode present|remote|excused|absent]", min: 3, max: -1, flags: write("mode"), may: may(schema.VerbAttend), run: attendMeeting},
		{name: "decide", usage: "REF TEXT|- [--decision N]", min: 2, max: -1, flags: write("decision"), may: may(schema.VerbDecide), run: decideInMeeting},
		{name: "close", usage: "REF [--show] [--no-next]", min: 1, max: 1, flags: write("show", "no-next"), may: may(schema.VerbClose), run: closeMeeting},
		{name: "correct", usage: "REF --reason TEXT [--decision N] < TEXT|JSON", min: 1, max: 1, flags: write("decision"), needs: []string{"reason"},
			may: may(schema.VerbCorrect), run: correctMeeting},
		{name: "minutes", usage: "REF [--version N]", min: 1, max: 1, flags: []string{"version"}, run: writeMinutes},
		{name: "freeze", usage: "REF", min: 1, max: 1, flags: append([]string{"if-rev"}, addFlags...), may: may(schema.VerbFreeze), run: freezeMeeting},
		{name: "export", usage: "next|REF [--format FORMAT] [--what actions|agenda|decisions|pack] [--as-of DATE] [--version N]", min: 1, max: 1,
			flags: []string{"format", "what", "as-of", "version"}, run: exportMeeting},
		{name: "schema", usage: "[--what actions|agenda|decisions|pack]", flags: []string{"what"}, run: writeSchema},
	}, sittingVerbs(may)...)
}

func listMeetings(c *call) error {
	meetings, err := c.s.Desk.Meetings(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, meetingForm, meetings, schema.NounMeeting, func(x schema.Meeting) schema.ID { return x.ID })
}

func showMeetings(c *call) error {
	refs, err := c.names()
	if err != nil {
		return err
	}
	found, err := each(c, refs, func(ctx context.Context, ref string) (schema.Meeting, error) {
		m, err := c.s.Desk.Meeting(ctx, ref)
		return m, c.noNext(ref, err)
	})
	return show(c, meetingForm, found, err)
}

// noNext says in its own words that there is no next meeting.
func (c *call) noNext(ref string, err error) error {
	if errors.Is(err, schema.ErrNotFound) && strings.EqualFold(ref, "next") {
		return &refusal{exitNotFound, c.words.Command.NoNext}
	}
	return err
}

func (c *call) textOr(flag, absent string) string {
	if c.given(flag) {
		return c.text(flag)
	}
	return absent
}

// names lists the values that a flag may have.
func names[T ~string](values []T) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}
