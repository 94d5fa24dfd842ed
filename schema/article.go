package schema

import "time"

// StanceKind is how an organisation stands to an article.
type StanceKind string

const (
	StanceEndorsed StanceKind = "endorsed"
	StanceReserved StanceKind = "reserved"
)

// StanceKinds lists every StanceKind.
var StanceKinds = []StanceKind{StanceEndorsed, StanceReserved}

// Article is an article of the code of good conduct.
type Article struct {
	ID       ID
	Ref      string // "ART-3"; internal ones "GOO-ART-1"
	Rev      int
	Versions []ArticleVersion // oldest first, never empty
	Internal string           // code of the organisation that alone may know of it; empty: the whole group
	Updated  time.Time
}

// ArticleVersion is one wording of an article. Once adopted it never changes.
type ArticleVersion struct {
	N       int
	Title   string
	Text    string
	Adopted Date // zero: a draft
	Stances []Stance
}

// Stance is where one organisation stands to one version.
type Stance struct {
	Org    string
	Stance StanceKind
	Text   string // a reservation's reasons
	On     Date
}

// Last is the newest version.
func (a Article) Last() ArticleVersion {
	if len(a.Versions) == 0 {
		return ArticleVersion{}
	}
	return a.Versions[len(a.Versions)-1]
}

// Version is the one with that number, the newest for 0.
func (a Article) Version(n int) (ArticleVersion, bool) {
	if n == 0 {
		n = len(a.Versions)
	}
	if n < 1 || n > len(a.Versions) {
		return ArticleVersion{}, false
	}
	return a.Versions[n-1], true
}

// ArticleDraft is a new article, or what changes of its draft version: there
// the zero values stay as they are. An adopted version is followed by a new one.
type ArticleDraft struct {
	Title    string
	Text     string
	Adopt    bool // the draft version, as changed
	Internal bool // of the actor's organisation alone; never changes
}

// MayDraftArticle returns nil when the actor may write articles of the group,
// or internal to their organisation.
func MayDraftArticle(a Actor, internal bool) error {
	if keeps(a, internal) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbUpdate, Noun: NounArticle}
}

// MayTakeStance returns nil when the actor may endorse an article or reserve
// their organisation's position: correspondents for theirs, the chair for the authority.
func MayTakeStance(a Actor, v Verb) error {
	if (v == VerbEndorse || v == VerbReserve) && (a.Role == RoleCorrespondent || a.Role == RoleChair) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounArticle}
}
