package store

import (
	"contactgroup/schema"
)

// ending tells of which table the things of a noun are, when one of them, q,
// had ended and is kept no longer, and what an erasure takes of it. What stays
// is what is counted: references, dates, states, outcomes, who answers for it.
type ending struct {
	table string
	ref   string // what q is called; empty: its column ref
	ended string // each ? is the instant by which it had ended
	blank string // what is set in its own row
	// hanging are statements on what hangs on the things with the IDs given: few
	// rows for each thing. large ones touch eachTime rows at most, and are made
	// until they find fewer: what hangs there may be thousands.
	hanging []string
	large   []large
	settle  func(t *tx, ids []schema.ID) error // makes anew what is made of their texts; nil: nothing is
}

// large is a statement on many rows, eachTime of them at most.
type large struct {
	statement string
	eachTime  int64
}

// endings are the nouns whose things end. A request is held back while somebody
// waits for a decision on it, while a measure that it asked for is in place, and
// while one that came of it, or of which it came, is open.
var endings = map[schema.Noun]ending{
	schema.NounRequest: {table: "request",
		ended: `q.open = 0 AND q.closed_at > 0 AND q.closed_at < ? AND q.expires_at < ? AND q.reverify_at = 0 AND q.contested <> 'open' AND q.recommended <> 'open'
			AND NOT EXISTS (SELECT 1 FROM request_link l JOIN request o ON o.id = l.request_id WHERE l.origin_id = q.id AND o.open = 1)
			AND NOT EXISTS (SELECT 1 FROM request_link l JOIN request o ON o.id = l.origin_id WHERE l.request_id = q.id AND o.open = 1)`,
		blank: `subject = '', reasons = '', legal_basis = '', label_reason = '', credibility = ''`,
		hanging: []string{
			`UPDATE request_side SET external_ref = '' WHERE request_id IN (?)`,
			`UPDATE reply SET text = '', reason = '' WHERE request_id IN (?)`,
			`UPDATE contestation SET reason = '', decision_reason = '' WHERE request_id IN (?)`,
			`UPDATE recommendation SET text = '', answer = '' WHERE request_id IN (?)`,
			`DELETE FROM unsent WHERE noun = 'request' AND subject_id IN (?)`,
			`DELETE FROM undo WHERE noun IN ('request', 'reply') AND subject_id IN (?)`,
			`DELETE FROM attachment WHERE request_id IN (?)`,
		},
		large: []large{
			{`UPDATE content SET url = '', url_key = '', path_key = '', hash = '' WHERE (request_id, n) IN
				(SELECT request_id, n FROM content WHERE request_id IN (?) AND (url <> '' OR url_key <> '' OR path_key <> '' OR hash <> '')`, eraseChunk},
			{`DELETE FROM attachment_chunk WHERE (attachment_id, n) IN
				(SELECT c.attachment_id, c.n FROM attachment_chunk c JOIN attachment a ON a.id = c.attachment_id WHERE a.request_id IN (?)`, 4},
		},
		settle: (*tx).spell},
	schema.NounMeeting: {table: "meeting",
		ended: `q.state = 'closed' AND q.starts_at < ?`,
		blank: `title = '', place = ''`,
		hanging: []string{
			`UPDATE agenda_point SET title = '' WHERE meeting_id IN (?)`,
			`UPDATE attendance SET person = '' WHERE meeting_id IN (?)`,
			`UPDATE decision SET text = '' WHERE meeting_id IN (?)`,
			`UPDATE minutes SET body = '', changes = '', reason = '', erased = (SELECT m.erased FROM meeting m WHERE m.id = meeting_id) WHERE meeting_id IN (?)`,
			`UPDATE pack SET body = '', erased = (SELECT m.erased FROM meeting m WHERE m.id = meeting_id) WHERE meeting_id IN (?)`,
			`DELETE FROM unsent WHERE noun = 'meeting' AND subject_id IN (?)`,
			`DELETE FROM undo WHERE noun = 'meeting' AND subject_id IN (?)`,
		}},
	schema.NounAction: {table: "action_item",
		ended: `q.open = 0 AND q.updated_at < ?`,
		blank: `text = '', point = '', evidence = '', notes = ''`,
		hanging: []string{
			`DELETE FROM unsent WHERE noun = 'action' AND subject_id IN (?)`,
			`DELETE FROM undo WHERE noun = 'action' AND subject_id IN (?)`,
		},
		settle: (*tx).settleActions},
	schema.NounCommitment: {table: "commitment",
		ended: `q.open = 0 AND q.updated_at < ?`,
		blank: `text = '', origin = '', evidence = '', search = lower(ref)`,
		hanging: []string{
			`UPDATE commitment_review SET note = '' WHERE commitment_id IN (?)`,
			`DELETE FROM unsent WHERE noun = 'commitment' AND subject_id IN (?)`,
			`DELETE FROM undo WHERE noun = 'commitment' AND subject_id IN (?)`,
		}},
	schema.NounCase: {table: "case_file",
		ended: `q.opened_at < ? AND NOT EXISTS (SELECT 1 FROM request_side s JOIN request r ON r.id = s.request_id WHERE s.case_ref = q.ref AND s.case_ref <> '' AND r.erased = '')`,
		blank: `title = ''`},
	schema.NounCrisis: {table: "crisis", ref: `''`,
		ended: `q.ended_at > 0 AND q.ended_at < ?`,
		blank: `reason = '', debrief = ''`},
	schema.NounMember: {table: "member", ref: `q.login`,
		ended: `q.disabled = 1 AND q.login_at < ?
			AND NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.subject_id = q.id AND e.noun = 'member' AND e.at >= ?)`,
		blank: `name = login, lang = '', settings = '', login_from = ''`,
		hanging: []string{
			`UPDATE member_key SET label = '', last_used_from = '' WHERE member_id IN (?)`,
			`DELETE FROM saved_view WHERE member_id IN (?)`,
			`DELETE FROM unsent WHERE member_id IN (?)`,
			`DELETE FROM undo WHERE member_id IN (?)`,
			`DELETE FROM once WHERE member_id IN (?)`,
		}},
	schema.NounInvitation: {table: "invitation",
		ended: `q.expires_at < ?`,
		blank: `name = '', login = ''`},
}

// settleActions takes the texts of action items out of what they were, and makes
// the words that find them anew.
func (t *tx) settleActions(ids []schema.ID) error {
	var past []struct {
		ActionID schema.ID `db:"action_id"`
		Version  int
		Body     string
	}
	if err := t.all(&past, `SELECT action_id, version, body FROM action_past WHERE action_id IN (?)`, ids); err != nil {
		return err
	}
	for _, p := range past {
		body, err := rewritten(p.Body, func(a *schema.Action) bool { a.Erase(); return true })
		if err == nil {
			_, err = t.exec(`UPDATE action_past SET body = ? WHERE action_id = ? AND version = ?`, body, p.ActionID, p.Version)
		}
		if err != nil {
			return err
		}
	}
	var rows []actionRow
	if err := t.all(&rows, `SELECT `+actionColumns+` FROM action_item a WHERE a.id IN (?)`, ids); err != nil {
		return err
	}
	for _, a := range rows {
		if _, err := t.exec(`UPDATE action_item SET search = ? WHERE id = ?`, a.searched(), a.ID); err != nil {
			return err
		}
	}
	return nil
}
