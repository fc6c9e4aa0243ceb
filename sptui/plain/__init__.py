"""sptui in lines of text: words are typed, sentences come back. For screen readers, dumb terminals and pipes."""
