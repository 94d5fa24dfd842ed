package meeting

import (
	"fmt"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// sheet shows a form of a verb on the meeting, whose draft is on the server too.
func (v *Screen) sheet(verb schema.Verb, draft string, build func(draft string) *widget.Form) tea.Cmd {
	kept := widget.NewKept(v.s, v.desk, verb, schema.NounMeeting, v.page.meeting.ID, draft)
	return widget.Send(widget.Show{Dialog: widget.NewSheet(v.s, kept, func() widget.Drafted { return build(draft) })})
}

// draftOf names the draft of a part of the meeting, of a new one with 0.
func (v *Screen) draftOf(part string, n int) string {
	if n == 0 {
		return part + "/" + v.page.meeting.Ref
	}
	return fmt.Sprintf("%s/%s/%d", part, v.page.meeting.Ref, n)
}

func (v *Screen) decisionForm(n int) tea.Cmd {
	return v.sheet(schema.VerbDecide, v.draftOf("decision", n), func(draft string) *widget.Form { return v.decisionFields(n, draft) })
}

func (v *Screen) headForm() tea.Cmd {
	return v.sheet(schema.VerbEdit, v.draftOf("head", 0), v.headFields)
}

func (v *Screen) correctForm(n int, x schema.Action) tea.Cmd {
	return v.sheet(schema.VerbCorrect, v.draftOf("correct", n)+"/"+x.Ref, func(draft string) *widget.Form { return v.correctFields(n, x, draft) })
}

// pointForm is of the point with that mark, wherever it stands by now, or with 0
// of a new one. What was begun of a point that is gone becomes a new one.
func (v *Screen) pointForm(mark int) tea.Cmd {
	return v.sheet(schema.VerbAgenda, v.draftOf("point", mark), func(draft string) *widget.Form { return v.pointFields(mark, draft) })
}

// noted is a prompt whose text is kept on the server where it is one that its
// verb is begun in; another is asked for as it is.
func noted(s *widget.Session, desk widget.Keeper, verb schema.Verb, subject schema.ID, p *widget.Prompt) widget.Screen {
	if !schema.KeepsUnsent(schema.NounAction, verb) {
		return p
	}
	p.Draft = actionDraft(verb, subject)
	kept := widget.NewKept(s, desk, verb, schema.NounAction, subject, p.Draft)
	return widget.NewSheet(s, kept, func() widget.Drafted { return p })
}

// actionDraft names the draft of a verb on an action item, 0 for one that is new.
func actionDraft(verb schema.Verb, id schema.ID) string { return fmt.Sprintf("action/%s/%d", verb, id) }

// Resume returns the screen on which a draft of a meeting, of an action item or of a commitment
// goes on: its form is open once the screen has been read.
func Resume(s *widget.Session, desk Desk, o Options, u schema.Unsent) widget.Screen {
	switch {
	case u.Noun == schema.NounMeeting && u.Verb == schema.VerbNew:
		l := NewList(s, desk, o)
		l.resume = u.Verb
		return l
	case u.Noun == schema.NounCommitment:
		v := newCommitment(s, desk, o, u.Ref)
		v.again = v.prove
		if strings.HasPrefix(u.Part, reviewPart+"/") {
			v.again = v.review
		}
		return v
	case u.Noun == schema.NounMeeting:
		v := New(s, desk, o, u.Ref)
		v.resume = u
		return v
	}
	v := NewItem(s, desk, o, u.Ref)
	v.resume = u.Verb
	return v
}

// resumed opens the form of the draft that the screen was opened for, once.
func (v *Screen) resumed() tea.Cmd {
	u := v.resume
	v.resume = schema.Unsent{}
	n, ref := partOf(u.Part)
	if strings.HasPrefix(u.Part, aboutPart+"/") {
		return widget.Send(widget.Show{Dialog: askTitle(v.s, v.desk, v.page.meeting, strings.Split(ref, "+"))})
	}
	switch u.Verb {
	case schema.VerbDecide:
		return v.decisionForm(within(n, len(v.page.meeting.Decisions)))
	case schema.VerbAgenda:
		return v.pointForm(n)
	case schema.VerbCorrect:
		for _, x := range v.page.register.Actions {
			if x.Ref == ref {
				return v.correctForm(0, x)
			}
		}
		return v.correctForm(n, schema.Action{})
	case schema.VerbEdit:
		return v.headForm()
	}
	return nil
}

// within is n while there are as many, else 0: what it was a draft of is gone.
func within(n, many int) int {
	if n > many {
		return 0
	}
	return n
}

// partOf reads the name of a draft: the number and the reference in it of what
// it is a draft of, where it has them.
func partOf(draft string) (n int, ref string) {
	for i, word := range strings.Split(draft, "/") {
		if i < 2 { // the verb and the meeting
			continue
		}
		if number, err := strconv.Atoi(word); err == nil {
			n = number
		} else {
			ref = word
		}
	}
	return n, ref
}

func (v *Item) resumed() tea.Cmd {
	verb := v.resume
	if v.resume = ""; verb == "" {
		return nil
	}
	return v.hand.begin(verb)
}

func (l *List) resumed() tea.Cmd {
	if l.resume == "" {
		return nil
	}
	l.resume = ""
	return l.create()
}
