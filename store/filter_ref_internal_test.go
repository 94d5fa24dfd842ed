package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestTheKeysOfReferencesThatBeginAlikeAreInTheRanges(t *testing.T) {
	var refs []string
	for _, series := range []string{"GOO-2014", "GOO-2015", "B-2015"} {
		for _, n := range []int{1, 9, 10, 12, 99, 100, 123, 1000, 1234, 9999, 10000, 12345, 99999, 100000, 123456, 1234567} {
			refs = append(refs, fmt.Sprintf("%s-%04d", series, n))
		}
	}
	for _, begin := range []string{"", "G", "GOO", "GOO-", "GOO-2", "GOO-201", "GOO-2015", "GOO-2015-", "GOO-2015-0", "GOO-2015-00", "GOO-2015-1", "GOO-2015-12",
		"GOO-2015-123", "GOO-2015-0012", "GOO-2015-00012", "GOO-2015-12345", "GOO-2015-123456789", "GOO-2015-x", "B-2015-9", "zzz"} {
		ranges := refKeyRanges(begin)
		for _, ref := range refs {
			in := slices.ContainsFunc(ranges, func(r [2]string) bool { return r[0] <= refKey(ref) && refKey(ref) < r[1] })
			if in != strings.HasPrefix(ref, begin) {
				t.Errorf("%s of those that begin with %q: %v", ref, begin, in)
			}
		}
	}
}
