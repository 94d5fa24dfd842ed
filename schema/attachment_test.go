package schema

import (
	"errors"
	"slices"
	"testing"
)

func TestARequestHasRoomForTwentyAttachmentsAndFiftyMiB(t *testing.T) {
	for _, tc := range []struct {
		present []Attachment
		size    int
		full    bool
	}{
		{nil, MaxAttachment, false},
		{slices.Repeat([]Attachment{{Size: 1}}, MaxAttachments-1), 1, false},
		{slices.Repeat([]Attachment{{Size: 1}}, MaxAttachments), 1, true},
		{slices.Repeat([]Attachment{{Size: MaxAttachment}}, 9), MaxAttachment, false},
		{slices.Repeat([]Attachment{{Size: MaxAttachment}}, 10), 1, true},
	} {
		err := RoomToAttach(tc.present, tc.size)
		var f *Fault
		if full := errors.As(err, &f) && f.Why == WhyFull && errors.Is(err, ErrInvalid); full != tc.full {
			t.Errorf("%d attachments and %d bytes: %v", len(tc.present), tc.size, err)
		}
	}
}
