"""Pages on how states vote beside us. They need the extra `foresight`: only `views.alignment` leads here."""
