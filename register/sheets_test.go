package register

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Each field of the format in JSON has its column in a workbook, or a sheet.
func TestEachFieldHasAColumn(t *testing.T) {
	t.Parallel()
	file := reflect.TypeFor[fileRegister]()
	for n := range file.NumField() {
		list := nameOf(file.Field(n))
		s, ok := sheetOf(list)
		if !ok {
			t.Errorf("%s has no sheet", list)
			continue
		}
		item := file.Field(n).Type.Elem()
		for f := range item.NumField() {
			field := nameOf(item.Field(f))
			if _, within := sheetOf(field); !within && !slices.Contains(s.fields(), field) {
				t.Errorf("%s has no column for %s", list, field)
			}
		}
	}
}

func nameOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}
