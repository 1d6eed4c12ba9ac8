import { CdkDialogContainer } from '@angular/cdk/dialog';
import { CdkPortalOutlet } from '@angular/cdk/portal';
import { Component } from '@angular/core';

/** The CDK's container without its own style element, which the content security policy would refuse. */
@Component({
  selector: 'ui-dialog-container',
  imports: [CdkPortalOutlet],
  template: `<ng-template cdkPortalOutlet />`,
  host: { class: 'dialog-container' },
})
export class DialogContainer extends CdkDialogContainer {}
