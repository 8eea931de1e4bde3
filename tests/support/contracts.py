"""Import contracts of our own, run by import-linter beside its built-in ones."""

from importlinter import Contract, ContractCheck, fields, output


class PublicSurface(Contract):
    """A subsystem takes from another only what stands in its public modules."""

    type_name = "surface"
    ground = fields.SetField(subfield=fields.StringField())
    open_modules = fields.SetField(subfield=fields.StringField())

    def check(self, graph, verbose):
        broken = []
        for importer in sorted(graph.modules):
            if not importer.startswith("webapp.") or importer.split(".")[1] in self.ground:
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                parts = imported.split(".")
                foreign = (
                    parts[0] == "webapp" and len(parts) > 1 and parts[1] not in {importer.split(".")[1], *self.ground}
                )
                if foreign and (len(parts) < 3 or parts[2] not in self.open_modules):
                    broken.append(f"{importer} -> {imported}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check):
        for line in check.metadata["broken"]:
            output.print_error(line)


class OutsideWorldAtTheEdge(Contract):
    """Only modules with an allowed name import a library that opens connections."""

    type_name = "edge"
    libraries = fields.SetField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph, verbose):
        broken = []
        for library in sorted(self.libraries):
            if library not in graph.modules:
                continue
            broken += [
                f"{importer} -> {library}"
                for importer in sorted(graph.find_modules_that_directly_import(library))
                if not set(importer.split(".")) & self.allowed
            ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check):
        for line in check.metadata["broken"]:
            output.print_error(line)
