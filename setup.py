"""What ``pyproject.toml`` cannot say: folders outside of the package that a wheel has inside it.

``nashr.project.shipped`` finds them there. All else about the package is in ``pyproject.toml``.
"""

from setuptools import find_packages, setup

SHIPPED = ("templates", "bibliography/styles", "bibliography/locales", "docs/schema")
folders = {f"nashr.shipped.{folder.replace('/', '.')}": folder for folder in SHIPPED}

setup(
    packages=[*find_packages(include=["nashr", "nashr.*"]), *folders],
    package_dir=folders,
    package_data={
        "nashr": ["locale/*.pot", "locale/*/LC_MESSAGES/*.po"],
        "nashr.frontmatter": ["profiles/*.yaml"],
        "nashr.importing": ["*.j2", "data/*"],
        "nashr.importing.training": ["*.yaml"],
        "nashr.preview": ["*.html", "*.css", "*.js"],
        "nashr.references": ["*.j2", "*.css"],
        "nashr.pipeline": ["*.j2"],
        **{name: ["**/*"] for name in folders},
    },
    exclude_package_data={"": [".*", "*~", "Thumbs.db"]},
    include_package_data=False,
)
