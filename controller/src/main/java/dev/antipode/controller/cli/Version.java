package dev.antipode.controller.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"antipode " + dev.antipode.controller.store.LibraryVersion.text()};
    }
}
