package schema

import "time"

// LabelGrant is one label that a request has had.
type LabelGrant struct {
	Level   Label
	Motive  string
	By      string // who granted it, as the reader may know them
	Granted time.Time
	Expires time.Time // zero: it stays
}

// LabelRule is what a group's policy says of one level.
type LabelRule struct {
	Level Label
	Hours int // how long such a label lasts unless its grant says otherwise; 0: until it is changed
}

// LabelUntil is when a label granted at an instant expires by the policy, zero for never.
func (p Policy) LabelUntil(l Label, granted time.Time) time.Time {
	for _, r := range p.Labels {
		if r.Level == l && r.Hours > 0 {
			return granted.Add(time.Duration(r.Hours) * time.Hour)
		}
	}
	return time.Time{}
}

// LabelHistory reads the labels a request has had from its thread, which holds
// what the thread's reader may know, oldest first.
func LabelHistory(thread []Event) []LabelGrant {
	var out []LabelGrant
	for _, e := range thread {
		grant, told := LabelGrant{By: e.Actor, Granted: e.At}, false
		if n := len(out); n > 0 {
			last := out[n-1]
			grant.Level, grant.Motive, grant.Expires = last.Level, last.Motive, last.Expires
		}
		for _, c := range e.Changes {
			switch c.Field {
			case FieldLabel:
				grant.Level, told = Label(c.To), true
			case FieldLabelReason:
				grant.Motive, told = c.To, told || len(out) > 0
			case FieldLabelExpires:
				grant.Expires, _ = time.Parse(time.RFC3339, c.To) // none is the zero time
				told = told || len(out) > 0
			}
		}
		if told {
			out = append(out, grant)
		}
	}
	return out
}
