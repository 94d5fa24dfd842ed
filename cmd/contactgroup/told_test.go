package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

// writing are the methods that answer with what they changed: nothing erased can be.
var writing = []string{"Act", "ActOn", "AddAction", "AddCommitment", "AddInvitation", "AnswerRecommendation", "Closing", "EditRequest", "EndCrisis", "Escalate",
	"FileRequest", "Meet", "NewCase", "NewMeeting", "NewRequest", "Recommend", "Reinstate", "Reply", "Reverify", "SetExternalRef", "StartCrisis", "UnfileRequest",
	"UpdateCommitment", "Crisis"}

// tellsOfErased reports whether a value of the type can be of something erased.
func tellsOfErased(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map:
		return tellsOfErased(t.Elem(), seen)
	case reflect.Struct:
		if f, ok := t.FieldByName("Erased"); ok && f.Type == reflect.TypeFor[schema.Date]() {
			return true
		}
		for i := range t.NumField() {
			if tellsOfErased(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

func TestWhateverADeskReadsSaysThatItIsErased(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "told.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var own []string
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			own = append(own, f.Name.Name)
		}
	}
	desk := reflect.TypeFor[*store.Desk]()
	for i := range desk.NumMethod() {
		m := desk.Method(i)
		if m.Type.NumOut() == 0 || slices.Contains(writing, m.Name) || slices.Contains(own, m.Name) {
			continue
		}
		if tellsOfErased(m.Type.Out(0), map[reflect.Type]bool{}) {
			t.Errorf("%s is given to sessions without the words of what is erased", m.Name)
		}
	}
}
