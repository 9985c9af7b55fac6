"""The project on the disk: reading, publishing, dating, and what is known of earlier builds."""
