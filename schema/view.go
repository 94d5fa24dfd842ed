package schema

import (
	"regexp"
	"slices"
	"strconv"
	"time"
)

// View is a list that a member keeps under a name.
type View struct {
	Name    string // unique among the member's own, whatever its case and accents
	Owner   string // login
	Mine    bool   // of the member who looks; others' are shared ones of the own organisation
	Noun    Noun   // what it lists: one of ViewNouns
	Slot    int    // key on the screen, 6 to 9; 0: none, as on others' views
	Query   string // as ParseQuery reads it
	Sort    Sort
	Columns []string // nil: the usual ones
	Shared  bool     // with the own organisation
	Left    bool     // its owner has left: colleagues can remove it
	Rev     int
	Updated time.Time
}

// ViewNouns are what views list.
var ViewNouns = []Noun{NounRequest, NounReply, NounAction}

// Bounds of the views of one member, and of the columns of one view.
const (
	MaxViews   = 100
	maxColumns = 40
)

// builtinViews are the names of the views that everybody has, folded.
var builtinViews = map[string]string{
	"todo": "todo", "mine": "mine", "overdue": "overdue", "replies": "replies", "actions": "actions",
	"1": "todo", "2": "mine", "3": "overdue", "4": "replies", "5": "actions",
	"a_traiter": "todo", "miennes": "mine", "en_retard": "overdue", "reponses": "replies",
}

// BuiltinView returns the view of that name or number, in either language, that everybody has.
func BuiltinView(name string) (string, bool) {
	view, ok := builtinViews[fold(name)]
	return view, ok
}

// BuiltinQueries are the filters behind the views that everybody has, by what they list and their name.
var BuiltinQueries = map[Noun]map[string]string{
	NounRequest: {"todo": "status:open", "mine": "mine", "overdue": "due:overdue", "reverify": "reverify:<7d"},
	NounReply:   {"replies": ""},
	NounAction:  {"todo": "status:open", "actions": "status:open", "mine": "mine", "overdue": "due:overdue"},
}

// ViewKey makes names of views comparable.
func ViewKey(name string) string { return fold(name) }

var columnName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Clean returns the view as it is stored, or what is wrong with it.
func (v View) Clean() (View, error) {
	name, err := CleanLine("name", v.Name)
	if err != nil {
		return v, err
	}
	v.Name = name
	query, err := ParseQuery(v.Query)
	if err != nil {
		return v, err
	}
	v.Query = query.String()
	if _, builtin := BuiltinView(name); builtin {
		return v, Invalid(WhyExists, "name", name)
	}
	switch {
	case ViewKey(name) == "":
		return v, Invalid(WhyEmpty, "name", "")
	case !slices.Contains(ViewNouns, v.Noun):
		return v, Unknown("noun", string(v.Noun), texts(ViewNouns)...)
	case v.Slot != 0 && (v.Slot < 6 || v.Slot > 9):
		return v, Unknown("slot", strconv.Itoa(v.Slot), "6", "7", "8", "9")
	case v.Sort.Field != "" && !slices.Contains(SortFields, v.Sort.Field):
		return v, Unknown("sort", string(v.Sort.Field), texts(SortFields)...)
	}
	return v, checkColumns(v.Columns)
}

// ViewUpdate changes what is known of a view beside what it lists; nil fields stay as they are.
type ViewUpdate struct {
	Name *string
	Slot *int // 0: none; taken from the member's view that has it
}
