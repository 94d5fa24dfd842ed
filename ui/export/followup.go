package export

import "contactgroup/schema"

// addFollowups adds what is on record beside a request's life. Lists that were
// not loaded with the request are null.
func addFollowups(add func(f schema.Field, name string, v any), r schema.Request) {
	add(schema.FieldReverify, "reverify_at", instant(r.Reverify))
	add(schema.FieldAdvice, "recommended", word(r.Recommended))
	add(schema.FieldAdvice, "recommendations", listOf(r.Recommendations, jsonRecommendation))
	add(schema.FieldDuplicates, "duplicates", r.Duplicates)
	add(schema.FieldLinked, "linked", listOf(r.Linked, jsonLink))
	add(schema.FieldAttachments, "attachments", listOf(r.Attachments, JSONAttachment))
	add(schema.FieldSimilar, "similar", listOf(r.Similar, JSONSimilar))
	add(schema.FieldContacts, "contacts", listOf(r.Contacts, JSONContact))
}

// listOf writes each of the things; nil, JSON's null, when there is no list.
func listOf[T any](in []T, write func(T) Object) []Object {
	if in == nil {
		return nil
	}
	out := make([]Object, len(in))
	for i, v := range in {
		out[i] = write(v)
	}
	return out
}

func jsonRecommendation(p schema.Recommendation) Object {
	return Object{{"n", p.N}, {"withdraw", p.Withdraw}, {"text", word(p.Text)}, {"by", word(p.By)}, {"at", instant(p.At)},
		{"state", word(p.State)}, {"answer", word(p.Answer)}, {"answered_at", instant(p.Answered)}}
}

func jsonLink(l schema.Link) Object {
	return Object{{"relation", word(l.Relation)}, {"kind", word(l.Kind)}, {"at", instant(l.At)}, {"origin", l.Origin},
		{"ref", word(l.Ref)}, {"addressee", word(l.Addressee)}, {"state", word(l.State)}}
}

// JSONAttachment is what is told of an attachment beside its bytes.
func JSONAttachment(a schema.Attachment) Object {
	return Object{{"n", a.N}, {"name", word(a.Name)}, {"media", word(a.Media)}, {"size", a.Size}, {"sha256", word(a.SHA256)}, {"added_at", instant(a.Added)}}
}

// JSONSimilar is a content that meets one at hand.
func JSONSimilar(s schema.Similar) Object {
	out := Object{{"n", s.N}}
	if s.Line > 0 {
		out = Object{{"line", s.Line}}
	}
	return append(out, Object{{"url", word(s.URL)}, {"match", word(s.Match)}, {"ref", word(s.Ref)}, {"addressee", word(s.Addressee)},
		{"state", word(s.State)}, {"case", word(s.Case)}, {"duplicate", s.Same}}...)
}

// JSONContact is one line of the order of call.
func JSONContact(c schema.Contact) Object {
	return Object{{"ref", word(c.Ref)}, {"organisation", word(c.Org)}, {"rank", c.Rank}, {"function", word(c.Function)}, {"phone", word(c.Phone)},
		{"mail", word(c.Mail)}, {"hours", word(c.Hours)}, {"zone", word(c.Zone)}, {"notes", word(c.Notes)}, {"rev", c.Rev}}
}

// JSONCase is a case; its lists are null when it came without details.
func JSONCase(k schema.Case) Object {
	return erased(Object{{"ref", word(k.Ref)}, {"title", word(k.Title)}, {"opened_at", instant(k.Opened)}, {"opened_by", word(k.OpenedBy)},
		{"request_count", k.RequestCount}, {"operators", listOf(k.Operators, jsonCaseOperator)}, {"requests", listOf(k.Requests, jsonCaseRequest)},
		{"contents", listOf(k.Contents, jsonCaseContent)}, {"mirrors", listOf(k.Mirrors, JSONSimilar)}, {"rev", k.Rev}}, k.Erased)
}

func jsonCaseOperator(o schema.CaseOperator) Object {
	return Object{{"addressee", word(o.Addressee)}, {"requests", o.Requests}, {"contents", o.Contents}, {"live", o.Live}, {"waiting", o.Waiting}}
}

func jsonCaseRequest(r schema.CaseRequest) Object {
	return Object{{"ref", word(r.Ref)}, {"addressee", word(r.Addressee)}, {"kind", word(r.Kind)}, {"state", word(r.State)}, {"answered_at", instant(r.Answered)}}
}

func jsonCaseContent(c schema.CaseContent) Object {
	return Object{{"ref", word(c.Ref)}, {"n", c.N}, {"url", word(c.URL)}, {"hash", word(c.Hash)}, {"outcome", word(c.Outcome)},
		{"observed", word(c.Observed)}, {"live", c.Live()}, {"same", c.Same}}
}
