package widget

import "contactgroup/schema"

// Deed is a verb with all that was asked for it, to be done again on other things.
type Deed struct {
	Verb   schema.Verb
	Step   schema.Step       // on requests
	Action schema.ActionStep // on action items
	Simple schema.Outcome    // of a reply: the one outcome of all contents
	OnItem bool              // it was done to action items
}

// NextStep stands for the verb that moves each request on for the member.
const NextStep schema.Verb = "next"

// StoodFor are the verbs that other keys than their own do: the next step's, and
// to amend is to edit what was sent.
func StoodFor() map[schema.Verb]bool {
	return map[schema.Verb]bool{schema.VerbSend: true, schema.VerbApprove: true, schema.VerbSubmit: true, schema.VerbAcknowledge: true, schema.VerbAmend: true}
}
