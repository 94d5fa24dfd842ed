package notify

import (
	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Link is what is typed to reach the desk: "ssh -p 2222 desk.example".
type Link string

// To is the command that shows what a delivery is about.
func (l Link) To(d schema.Delivery) string {
	switch {
	case d.Cause == schema.AlertTest:
		return string(l) + " whoami"
	case d.Cause == schema.AlertCrisis:
		return string(l) + " crisis list"
	case d.Ref == "":
		return string(l) + " request list"
	}
	return string(l) + " request show " + d.Ref
}

// text is the subject and the body of a mail, in the language of its receiver:
// label, reference and link, and a sentence that says what they are.
func (l Link) text(d schema.Delivery) (subject, body string) {
	w := lang.For(d.Lang).Alert
	sentence := w.Sentences[d.Cause]
	if d.Ref == "" && d.Cause != schema.AlertCrisis && d.Cause != schema.AlertTest {
		sentence = w.Unnamed
	}
	subject = lang.Fill(w.Subject, "label", string(d.Label), "what", d.Ref)
	switch {
	case d.Cause == schema.AlertTest:
		subject = w.TestSubject
	case d.Cause == schema.AlertCrisis:
		subject = lang.Fill(w.Subject, "label", string(d.Label), "what", w.Crisis)
	case d.Ref == "":
		subject = string(d.Label)
	}
	return subject, lang.Fill(sentence, "label", string(d.Label), "ref", d.Ref) + "\r\n\r\n" + l.To(d) + "\r\n"
}
