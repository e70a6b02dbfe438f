"""What pages and API share: the site at hand, access, errors, headers, languages, letters, the page cache."""
