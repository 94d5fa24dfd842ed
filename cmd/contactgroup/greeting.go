package main

import (
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

// greeting is the line at login: what the member's organisation owes soon or is
// late with, and when they were here last.
func greeting(ctx context.Context, desk *store.Desk, words *lang.Words) string {
	last := words.LastLogin(desk.LastVisit(), desk.Now(), desk.Who().Location())
	owed := owed(ctx, desk, words)
	if owed == "" || last == "" {
		return owed + last
	}
	return owed + " · " + last
}

// owed counts the pending action items of the member's organisation that are
// overdue or soon due; empty when there are none, or when they cannot be read,
// which the desk itself will say.
func owed(ctx context.Context, desk *store.Desk, words *lang.Words) string {
	count := func(due string) int {
		n, err := desk.CountActions(ctx, schema.Query{Terms: []schema.Term{
			{Field: schema.QueryOrg, Values: []string{strings.ReplaceAll(desk.Who().OrgCode, "-", "_")}},
			{Field: schema.QueryDue, Values: []string{due}}}}, false)
		if err != nil {
			return 0
		}
		return n.N
	}
	late := count("overdue")
	soon := count("7d") - late
	var parts []string
	if late > 0 {
		parts = append(parts, words.Sitting.Reminder.Late.Of(late))
	}
	if soon > 0 {
		parts = append(parts, words.Sitting.Reminder.Soon.Of(soon))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + " (ga)"
}
