"""Files and pictures: what may be uploaded, what is made of it, and where it is used."""
