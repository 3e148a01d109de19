"""From pages to articles: title, outlet, author, date and the paragraphs, without what surrounds them."""
