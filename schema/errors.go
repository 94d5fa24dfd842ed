package schema

import (
	"errors"
	"strings"
)

// The classes of failure. Every error that a Desk returns is one of them in the
// sense of errors.Is, or a failure of the machine.
var (
	// ErrNotFound: there is no such thing, or the member may not know of it.
	// Both cases carry the same bytes.
	ErrNotFound = errors.New("not found")
	// ErrForbidden: the verb is not for this member's role, or the member is no longer admitted.
	ErrForbidden = errors.New("not allowed")
	// ErrState: the thing is in a state that does not allow the verb.
	ErrState = errors.New("not possible in this state")
	// ErrStale: somebody changed the thing since the member read it. Nothing was written.
	ErrStale = errors.New("changed meanwhile")
	// ErrInvalid: a value is missing or not acceptable.
	ErrInvalid = errors.New("invalid value")
	// ErrTryAgain: the store is busy or was cut off; the same call may pass later.
	ErrTryAgain = errors.New("try again")
	// ErrReadOnly: the store met an error of its disk and accepts no writing until restarted.
	ErrReadOnly = errors.New("read-only")
)

// Reason says in one code why something was refused. ui/lang holds a sentence
// for each of Reasons in every language.
type Reason string

const (
	WhyHidden       Reason = "hidden"         // missing or not visible
	WhyRole         Reason = "role"           // the verb is not for this role
	WhyRevoked      Reason = "revoked"        // key, member or organisation no longer admitted
	WhyNotAddressee Reason = "not_addressee"  // only the addressee does this
	WhyNotService   Reason = "not_service"    // only the requesting service does this
	WhyTerminal     Reason = "terminal"       // closed, withdrawn or duplicate
	WhyState        Reason = "state"          // not from this state
	WhyErased       Reason = "erased"         // its texts were erased: its time in the register is over
	WhyVisaMissing  Reason = "visa_missing"   // this kind and label need a visa before sending
	WhyVisaGiven    Reason = "visa_given"     // the visa is already given
	WhyReceived     Reason = "received"       // already acknowledged
	WhyHeldByOther  Reason = "held_by_other"  // somebody else has claimed it (By)
	WhyYours        Reason = "yours"          // one has claimed it already
	WhyNotHeld      Reason = "not_held"       // nobody has claimed it
	WhyNoReply      Reason = "no_reply"       // there is no sent reply to decide on
	WhyReplyHeld    Reason = "reply_held"     // a reply is about to go out
	WhyLegalClock   Reason = "legal_clock"    // a legal clock sets the due time
	WhyNoContents   Reason = "no_contents"    // at least one content is needed
	WhyNoAddressee  Reason = "no_addressee"   // an addressee is needed
	WhyChanged      Reason = "changed"        // changed meanwhile (By, State, Rev)
	WhyBuiltOn      Reason = "built_on"       // cannot be undone: somebody acted on it since (By)
	WhyNothingUndo  Reason = "nothing_undo"   // nothing of the member's to undo
	WhyNothingRedo  Reason = "nothing_redo"   // the member undid nothing since they last did something
	WhyNotUndoable  Reason = "not_undoable"   // what went out to another organisation cannot be undone
	WhyNeedsReason  Reason = "needs_reason"   // a reason is required
	WhyNeedsGround  Reason = "needs_ground"   // the ground of an impossibility is required
	WhyNeedsText    Reason = "needs_text"     // a text is required
	WhyNeedsOutcome Reason = "needs_outcome"  // contents need an outcome (Value: which)
	WhyNeedsProof   Reason = "needs_evidence" // evidence is required
	WhyNeedsOwner   Reason = "needs_owner"    // an owner is required
	WhyNeedsDue     Reason = "needs_due"      // a due date is required
	WhyUnknown      Reason = "unknown"        // Value is not one of those known for Field
	WhyEmpty        Reason = "empty"          // Field must not be empty
	WhyNotHere      Reason = "not_here"       // nothing that Field names is under the cursor
	WhyTooLong      Reason = "too_long"       // Field is longer than the limit (Value)
	WhyControl      Reason = "control"        // Field holds a control character (Value)
	WhyEncoding     Reason = "encoding"       // Field is not valid UTF-8
	WhyURL          Reason = "url"            // Value is not an http(s) address
	WhyDate         Reason = "date"           // Value is not a date
	WhyPast         Reason = "past"           // Value is in the past
	WhyShorter      Reason = "shorter"        // what would be extended holds until Value already
	WhyFuture       Reason = "future"         // Value is still to come
	WhyBeforeMeet   Reason = "before_meeting" // due before the meeting that raised it
	WhyQuery        Reason = "query"          // the filter cannot be read at Place
	WhySelf         Reason = "self"           // a thing cannot refer to itself
	WhyExists       Reason = "exists"         // Value is already taken
	WhyDiffers      Reason = "differs"        // Value is not what another row of the same thing says
	WhyInUse        Reason = "in_use"         // Value cannot go: something is of it
	WhyDisabled     Reason = "disabled"       // the member or organisation named is disabled
	WhyLast         Reason = "last"           // the last administrator or key cannot be removed
	WhyKey          Reason = "key"            // not an acceptable SSH public key
	WhyWeakKey      Reason = "weak_key"       // below what the organisation asks of keys (Value: its policy)
	WhyKeyExpired   Reason = "key_expired"    // the key was good until Value
	WhyCode         Reason = "code"           // not the code of an open invitation: unknown, answered, revoked or expired alike
	WhyCodeShown    Reason = "code_shown"     // an invitation's code is shown once, when it is made
	WhyGuesses      Reason = "guesses"        // too many codes were tried
	WhyCertificate  Reason = "certificate"    // not the name of a certificate (serial:N@SHA256:…, id:NAME@SHA256:…)
	WhyNoAuthority  Reason = "no_authority"   // nobody here trusts who signed the certificate
	WhyInvitation   Reason = "invitation"     // an invitation is answered or revoked already (Value: its state)
	WhyPrincipal    Reason = "principal"      // a certificate names no member that its authority may name, or several
	WhyCursor       Reason = "cursor"         // not a cursor of this list
	WhyColumn       Reason = "column"         // a file's column is not one of those known
	WhyNoColumn     Reason = "no_column"      // a file lacks the column named by Value
	WhyTwice        Reason = "twice"          // a file's column is there twice
	WhyCells        Reason = "cells"          // a row has not as many cells as the heading (Value)
	WhyQuote        Reason = "quote"          // a quote in a file is not closed or stands in the middle of a cell
	WhyJSON         Reason = "json"           // a line is not one JSON object of texts
	WhyTooLarge     Reason = "too_large"      // a file is larger than the limit (Value)
	WhyFull         Reason = "full"           // a thing holds as many as it may (Value)
	WhyTooMany      Reason = "too_many"       // a file has more rows than the limit (Value)
	WhyCharset      Reason = "charset"        // a file's encoding is not one that is read (Value: what it looks like)
	WhyHeadFile     Reason = "head_file"      // not a file of signed heads as "log head" writes it, from line Value on
	WhyOtherHeads   Reason = "other_heads"    // heads of another register: no log here is as they say, and the key is not the group's
	WhyNoRows       Reason = "no_rows"        // a file has no heading or no rows
	WhyContested    Reason = "contested"      // a contestation waits for its decision
	WhyNotContested Reason = "not_contested"  // nothing waits for a decision
	WhyNoExpiry     Reason = "no_expiry"      // nothing that was done expires
	WhyNotInForce   Reason = "not_in_force"   // the regime Value is not in force
	WhyOneDelay     Reason = "one_delay"      // a clock gives either a duration or months
	WhyCrisis       Reason = "crisis"         // a crisis is under way
	WhyNoCrisis     Reason = "no_crisis"      // no crisis is under way
	WhyNoAlert      Reason = "no_alert"       // nobody of the organisation is called for it
	WhyKind         Reason = "kind"           // not on a request of this kind
	WhyInTime       Reason = "in_time"        // the addressee's delay has not passed
	WhyNoneLive     Reason = "none_live"      // no content is within reach any more
	WhyNoneGone     Reason = "none_gone"      // no content was found gone by a re-check
	WhyNoCase       Reason = "no_case"        // the request is in no case
	WhyNoAdvice     Reason = "no_advice"      // there is no recommendation to answer
	WhyAdviceOpen   Reason = "advice_open"    // the last recommendation waits for its answer
	WhyMedia        Reason = "media"          // neither a PDF nor a text
	WhyFileName     Reason = "file_name"      // Value cannot be the name of a file
	WhyHours        Reason = "hours"          // Value are not hours of a week
	WhyQuiet        Reason = "quiet"          // Value are not hours of each day
	WhyDigest       Reason = "digest"         // Value is not an hour of the day
	WhyAddress      Reason = "address"        // Value is not one mail address
	WhyKeyUsed      Reason = "key_used"       // the key of Once is that of another import
	WhyFrozen       Reason = "frozen"         // a closed meeting's minutes stay as they are (By: who closed it)
	WhyNoChange     Reason = "no_change"      // a correction changes nothing
	WhyNotNeutral   Reason = "not_neutral"    // a title tells of a request (Value: what of it)
	WhyAdopted      Reason = "adopted"        // an adopted text stays as it is
	WhyNotInvited   Reason = "not_invited"    // the organisation Value is not among those who meet
	WhyCorrection   Reason = "correction"     // not a correction of minutes in JSON
	WhyNoVersion    Reason = "no_version"     // there is no version Value
	WhyBusy         Reason = "busy"           // try again in a moment
	WhyAway         Reason = "away"           // the database cannot be reached; nothing was changed
	WhyUnsure       Reason = "unsure"         // the connection was lost at the commit: the command may have been made
	WhyStopping     Reason = "stopping"       // the server stops; the same call may pass once it runs again
	WhyIdle         Reason = "idle"           // the session ended because its member did nothing for long
	WhyDisk         Reason = "disk"           // the store is read-only after an error of its disk
)

// Reasons lists every Reason.
func Reasons() []Reason {
	return []Reason{WhyHidden, WhyRole, WhyRevoked, WhyNotAddressee, WhyNotService, WhyTerminal, WhyState,
		WhyVisaMissing, WhyVisaGiven, WhyReceived, WhyHeldByOther, WhyYours, WhyNotHeld, WhyNoReply, WhyReplyHeld, WhyLegalClock,
		WhyNoContents, WhyNoAddressee, WhyChanged, WhyBuiltOn, WhyNothingUndo, WhyNothingRedo, WhyNotUndoable, WhyNeedsReason,
		WhyNeedsGround, WhyNeedsText, WhyNeedsOutcome, WhyNeedsProof, WhyNeedsOwner, WhyNeedsDue, WhyUnknown, WhyEmpty, WhyNotHere,
		WhyTooLong, WhyControl, WhyEncoding, WhyURL, WhyDate, WhyPast, WhyShorter, WhyFuture, WhyBeforeMeet, WhyQuery, WhySelf, WhyExists, WhyDiffers,
		WhyInUse, WhyDisabled, WhyLast, WhyKey, WhyWeakKey, WhyKeyExpired, WhyCode, WhyCodeShown, WhyGuesses,
		WhyCertificate, WhyPrincipal, WhyNoAuthority, WhyInvitation, WhyCursor, WhyColumn, WhyNoColumn, WhyTwice, WhyCells, WhyQuote, WhyJSON, WhyTooLarge,
		WhyTooMany, WhyFull, WhyCharset, WhyHeadFile, WhyOtherHeads, WhyNoRows, WhyContested, WhyNotContested,
		WhyNoExpiry, WhyNotInForce, WhyOneDelay, WhyCrisis, WhyNoCrisis, WhyNoAlert, WhyKind, WhyInTime, WhyNoneLive,
		WhyNoneGone, WhyNoCase, WhyNoAdvice, WhyAdviceOpen, WhyMedia, WhyFileName, WhyHours, WhyQuiet, WhyDigest, WhyAddress, WhyFrozen, WhyKeyUsed, WhyNoChange,
		WhyNotNeutral, WhyAdopted, WhyNotInvited, WhyNoVersion, WhyErased, WhyCorrection, WhyBusy, WhyAway, WhyUnsure, WhyStopping, WhyIdle, WhyDisk}
}

// Fault is a refusal with all that a sentence for people needs. Fields that do
// not apply are zero. Its text is for logs; ui/lang makes the one for people.
type Fault struct {
	Class error  // one of the Err values above
	Why   Reason // never empty
	Verb  Verb   // what was tried
	Noun  Noun   // of the thing it was tried on, where State is not a request's
	Ref   string // the thing it was tried on
	State State  // its state now
	Rev   int    // its revision now, as the member sees it
	By    string // who stands in the way, as the member may know them
	Field string // which value
	Value string // what it was
	Place int    // 1-based position in the text given, in runes; 0: not positional
	// Allowed are the values that would be accepted in its place, as they are typed,
	// where there are few; nil otherwise.
	Allowed []string
	// Since is, of WhyChanged, what happened since the revision the member read,
	// oldest first, as far as the member's own logs tell: nothing of what another
	// side keeps to itself, and perhaps nothing at all.
	Since []Event
}

// Error gives the fault in a few English words, for logs.
func (f *Fault) Error() string {
	var b strings.Builder
	if f.Verb != "" {
		b.WriteString(string(f.Verb) + " ")
	}
	if f.Ref != "" {
		b.WriteString(f.Ref + ": ")
	}
	b.WriteString(f.Class.Error() + ": " + string(f.Why))
	if f.Field != "" {
		b.WriteString(" (" + f.Field + ")")
	}
	return b.String()
}

// Unwrap returns the class, so that errors.Is(err, ErrStale) and its kin work.
func (f *Fault) Unwrap() error { return f.Class }

// NotFound is the one answer for what is missing and for what is hidden.
func NotFound(ref string) error { return &Fault{Class: ErrNotFound, Why: WhyHidden, Ref: ref} }

// Invalid names a value that cannot be accepted.
func Invalid(why Reason, field, value string) error {
	return &Fault{Class: ErrInvalid, Why: why, Field: field, Value: value}
}

// Unknown names a value that is none of the few allowed.
func Unknown(field, value string, allowed ...string) error {
	return &Fault{Class: ErrInvalid, Why: WhyUnknown, Field: field, Value: value, Allowed: allowed}
}

// RefusesRole reports whether err refuses the member's role, whatever the thing.
func RefusesRole(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && f.Why == WhyRole
}
