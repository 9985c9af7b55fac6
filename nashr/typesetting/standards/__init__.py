"""What PDF/UA, PDF/A and PDF/X ask of a file beyond what WeasyPrint writes."""
