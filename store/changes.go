package store

import (
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
)

// changesOf lists the fields in which two states of a request differ, as codes,
// references and RFC 3339 times.
func changesOf(a, b schema.Request) []schema.Change {
	pairs := []schema.Change{
		{Field: schema.FieldRef, From: a.Ref, To: b.Ref}, {Field: schema.FieldKind, From: string(a.Kind), To: string(b.Kind)},
		{Field: schema.FieldRegime, From: string(a.Regime), To: string(b.Regime)}, {Field: schema.FieldLegalBasis, From: a.LegalBasis, To: b.LegalBasis},
		{Field: schema.FieldSubject, From: a.Subject, To: b.Subject}, {Field: schema.FieldReasons, From: a.Reasons, To: b.Reasons},
		{Field: schema.FieldService, From: a.Service, To: b.Service}, {Field: schema.FieldAddressee, From: a.Addressee, To: b.Addressee},
		{Field: schema.FieldLabel, From: string(a.Label), To: string(b.Label)}, {Field: schema.FieldLabelReason, From: a.LabelReason, To: b.LabelReason},
		{Field: schema.FieldLabelExpires, From: timeText(a.LabelExpires), To: timeText(b.LabelExpires)},
		{Field: schema.FieldScrutiny, From: timeText(a.Scrutiny), To: timeText(b.Scrutiny)}, {Field: schema.FieldExpires, From: timeText(a.Expires), To: timeText(b.Expires)},
		{Field: schema.FieldBenchmark, From: timeText(a.Benchmark), To: timeText(b.Benchmark)}, {Field: schema.FieldContested, From: string(a.Contested), To: string(b.Contested)},
		{Field: schema.FieldState, From: string(a.State), To: string(b.State)}, {Field: schema.FieldTLP, From: string(a.TLP), To: string(b.TLP)},
		{Field: schema.FieldCredibility, From: a.Credibility, To: b.Credibility}, {Field: schema.FieldCase, From: a.Case, To: b.Case},
		{Field: schema.FieldDuplicateOf, From: a.DuplicateOf, To: b.DuplicateOf}, {Field: schema.FieldDue, From: timeText(a.Due), To: timeText(b.Due)},
		{Field: schema.FieldSuspended, From: timeText(a.ClockStop), To: timeText(b.ClockStop)}, {Field: schema.FieldGround, From: string(a.Ground), To: string(b.Ground)},
		{Field: schema.FieldVisa, From: timeText(a.Visa), To: timeText(b.Visa)}, {Field: schema.FieldAuthor, From: a.Author, To: b.Author},
		{Field: schema.FieldExternalRef, From: a.ExternalRef, To: b.ExternalRef}, {Field: schema.FieldAssignee, From: a.AssigneeLogin, To: b.AssigneeLogin},
		{Field: schema.FieldSnoozed, From: timeText(a.Snoozed), To: timeText(b.Snoozed)},
		{Field: schema.FieldContents, From: contentsText(a.Contents), To: contentsText(b.Contents)},
		{Field: schema.FieldOutcome, From: outcomesText(a.Contents), To: outcomesText(b.Contents)},
		{Field: schema.FieldObserved, From: observedText(a.Contents), To: observedText(b.Contents)},
		{Field: schema.FieldAttachments, From: attachmentsText(a.Attachments), To: attachmentsText(b.Attachments)},
		{Field: schema.FieldReverify, From: timeText(a.Reverify), To: timeText(b.Reverify)},
		{Field: schema.FieldReceived, From: timeText(a.Received), To: timeText(b.Received)}, {Field: schema.FieldSent, From: timeText(a.Sent), To: timeText(b.Sent)},
		{Field: schema.FieldReply, From: string(a.LastReply), To: string(b.LastReply)},
	}
	out := pairs[:0]
	for _, c := range pairs {
		if c.From != c.To {
			out = append(out, c)
		}
	}
	return out
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// contentsText writes the addresses of contents, one a line, each after its number.
func contentsText(contents []schema.Content) string {
	lines := make([]string, len(contents))
	for i, c := range contents {
		lines[i] = fmt.Sprintf("%d %s", c.N, c.URL)
	}
	return strings.Join(lines, "\n")
}

// outcomesText writes the outcomes given, "1=removed_law 2=not_found".
func outcomesText(contents []schema.Content) string {
	var words []string
	for _, c := range contents {
		if c.Outcome != "" {
			words = append(words, fmt.Sprintf("%d=%s", c.N, c.Outcome))
		}
	}
	return strings.Join(words, " ")
}

// observedText writes what re-checks found and when, "1=live 2015-08-05T07:00:00Z".
func observedText(contents []schema.Content) string {
	var words []string
	for _, c := range contents {
		if c.Observed != "" {
			words = append(words, fmt.Sprintf("%d=%s %s", c.N, c.Observed, timeText(c.ObservedAt)))
		}
	}
	return strings.Join(words, "\n")
}

// attachmentsText writes name, size and hash of attachments, one a line.
func attachmentsText(all []schema.Attachment) string {
	lines := make([]string, len(all))
	for i, a := range all {
		lines[i] = fmt.Sprintf("%s %d %s", a.Name, a.Size, a.SHA256)
	}
	return strings.Join(lines, "\n")
}
