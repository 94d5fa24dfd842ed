package widget

import "contactgroup/schema"

// menuKeys are the letters of verbs in the menus of statuses: those that lists
// and pages have for the verb, and for a verb without such a key a letter that
// is none of theirs.
var menuKeys = map[schema.Verb]string{
	schema.VerbClaim: "i", schema.VerbRelease: "A", schema.VerbAssign: "a", schema.VerbReturn: "U", schema.VerbSnooze: "w", schema.VerbDue: "d",
	schema.VerbLabel: "L", schema.VerbReply: "r", schema.VerbAccept: "+", schema.VerbDispute: "-", schema.VerbNote: "c", schema.VerbClose: "x",
	schema.VerbReopen: "X", schema.VerbEdit: "e", schema.VerbAmend: "e", schema.VerbDone: "x", schema.VerbTakeBack: "z",

	schema.VerbClarify: "P", schema.VerbImpossible: "I", schema.VerbWithdraw: "W", schema.VerbDuplicate: "D", schema.VerbContest: "T",
	schema.VerbDecide: "t", schema.VerbExtend: "M",
	schema.VerbStart: "B", schema.VerbBlock: "H", schema.VerbDrop: "D", schema.VerbCarry: "P", schema.VerbLink: "I",
}

// MenuKey is the letter of a verb in the menu of one thing, whose next step is
// next: that has its key. Empty for a verb without: it is taken by Enter.
func MenuKey(v, next schema.Verb) string {
	if v == next && v != "" {
		return "u"
	}
	return menuKeys[v]
}
