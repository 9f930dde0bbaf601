"""Do what the divergences from tfa are about, where no other scenario does it."""
