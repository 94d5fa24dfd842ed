package ui_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// sizes are a classic terminal, a large one, and a window beside others.
var sizes = [][2]int{{80, 24}, {140, 40}, {40, 12}}

// little is a window that shows something all the same.
var little = [2]int{20, 5}

// looks calls f for each language and size that a scene is looked at in.
func (s scene) looks(f func(name string, o ui.Options)) {
	at := sizes
	if s.tiny {
		at = append(slices.Clone(sizes), little)
	}
	for _, words := range lang.All {
		for _, size := range at {
			f(fmt.Sprintf("%s-%s-%dx%d", s.name, words.Code, size[0], size[1]), ui.Options{Words: words, Width: size[0], Height: size[1]})
		}
	}
}

func TestEveryScreenLooksAsAgreed(t *testing.T) {
	for _, s := range scenes {
		s.looks(func(name string, o ui.Options) {
			_, frame := s.play(t, o)
			uitest.Golden(t, name, frame, *update)
		})
	}
}

// A capture that no scene makes any more would tell of a screen that is gone.
func TestEveryCaptureIsOfAScene(t *testing.T) {
	made := map[string]bool{}
	for _, s := range scenes {
		s.looks(func(name string, _ ui.Options) { made[name] = true })
	}
	found, err := filepath.Glob("testdata/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		if name := strings.TrimSuffix(filepath.Base(path), ".golden"); !made[name] {
			t.Errorf("%s is of no scene", name)
		}
	}
}

func TestEveryScreenIsAmongTheScenes(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range scenes {
		d, _ := s.play(t, ui.Options{Words: lang.French})
		for _, screen := range d.Model.Showing() {
			v := reflect.ValueOf(screen).Elem()
			seen[kindOf(v.Type())] = true
			for i := range v.NumField() { // a form that a screen holds is seen in it
				if part := v.Field(i); part.Kind() == reflect.Pointer && !part.IsNil() {
					seen[kindOf(part.Type().Elem())] = true
				}
			}
		}
	}
	kinds := screenKinds(t)
	if len(kinds) < 20 {
		t.Fatalf("found %d kinds of screens only: %v", len(kinds), kinds)
	}
	for _, kind := range kinds {
		if !seen[kind] {
			t.Errorf("no scene shows a %s", kind)
		}
	}
}

// kindOf is a type's name as screenKinds has it.
func kindOf(t reflect.Type) string {
	kind, _, _ := strings.Cut(t.String(), "[")
	return kind
}

// screenKinds are the types below this directory that have a View of w and h, or
// hold one of these and no View of their own, as "package.Type".
func screenKinds(t *testing.T) []string {
	viewed, embeds := map[string]bool{}, map[string][]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "uitest") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.Name == "View" && d.Type.Params.NumFields() == 2 {
					viewed[file.Name.Name+"."+typeName(d.Recv.List[0].Type)] = true
				}
			case *ast.GenDecl:
				embedded(d, file.Name.Name, embeds)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		more = false
		for name, parts := range embeds {
			if !viewed[name] && slices.ContainsFunc(parts, func(part string) bool { return viewed[part] }) {
				viewed[name], more = true, true
			}
		}
	}
	return slices.Sorted(maps.Keys(viewed))
}

// embedded notes which types the structs of a declaration hold without a name.
func embedded(d *ast.GenDecl, pkg string, embeds map[string][]string) {
	for _, spec := range d.Specs {
		of, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		held, ok := of.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range held.Fields.List {
			part := typeName(field.Type)
			if len(field.Names) > 0 || part == "" {
				continue
			}
			if !strings.Contains(part, ".") {
				part = pkg + "." + part
			}
			embeds[pkg+"."+of.Name.Name] = append(embeds[pkg+"."+of.Name.Name], part)
		}
	}
}

// typeName is a type's name as its package writes it, without "*"; "" for one without a name.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr: // of any T
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok {
			return pkg.Name + "." + e.Sel.Name
		}
	}
	return ""
}
