package notify

import (
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// letter is the subject and the body of a mail to a member: of each notice a
// sentence and the commands that open or fetch what it is about. It names the
// papers that go with it.
func (l Link) letter(d schema.Delivery, papers []Paper) (subject, body string) {
	words := lang.For(d.Lang)
	w := words.Notice
	zone := d.Zone
	if zone == nil {
		zone = time.UTC
	}
	var out strings.Builder
	for i, n := range d.Notices {
		sentence := w.Sentences[n.Cause]
		switch {
		case n.Overdue:
			sentence = w.Overdue
		case n.Cause == schema.NoticeAssigned && n.Ref == "":
			sentence = w.Unnamed
		}
		starts, place := "", ""
		if !n.Starts.IsZero() {
			starts = words.Time.Whole(n.Starts, zone)
		}
		if n.Place != "" {
			place = lang.Fill(w.Place, "place", n.Place)
		}
		sentence = schema.VisibleLine(lang.Fill(sentence, "ref", n.Ref, "starts", starts, "due", n.Due.String()) + place + enclosed(words, n, papers))
		if i == 0 {
			subject = strings.TrimSpace(w.Subjects[n.Cause] + " " + n.Ref)
		}
		out.WriteString(sentence + "\r\n")
		for _, line := range l.toNotice(n) {
			out.WriteString("    " + line + "\r\n")
		}
		out.WriteString("\r\n")
	}
	if len(d.Notices) > 1 {
		subject = lang.Fill(w.Several, "n", strconv.Itoa(len(d.Notices)))
	}
	return marked(words, subject, papers), out.String() + w.Leave + "\r\n    " + string(l) + " settings mail none\r\n"
}

// toNotice are the commands that open what a notice is about, and fetch it.
func (l Link) toNotice(n schema.Notice) []string {
	switch n.Cause {
	case schema.NoticeConvocation:
		return []string{string(l) + " meeting show " + n.Ref, l.fetch("/meetings/" + n.Ref + "/")}
	case schema.NoticePack:
		return []string{l.fetch("/meetings/" + n.Ref + "/pack.pdf")}
	case schema.NoticeDue:
		return []string{string(l) + " action show " + n.Ref}
	}
	if n.Ref == "" {
		return []string{string(l) + " request list"}
	}
	return []string{string(l) + " request show " + n.Ref}
}

// fetch is the sftp command for a path of the desk.
func (l Link) fetch(path string) string {
	way := strings.TrimPrefix(string(l), "ssh ")
	if rest, found := strings.CutPrefix(way, "-p "); found {
		way = "-P " + rest
	}
	if i := strings.LastIndexByte(way, ' ') + 1; strings.Contains(way[i:], ":") { // of IPv6
		way = way[:i] + "[" + way[i:] + "]"
	}
	return "sftp " + way + ":" + path
}
